// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.AccountIdentification.Iban;
import dev.naru.formats.iso20022.AccountIdentification.Other;
import dev.naru.formats.iso20022.CashAccount.Proxy;
import java.util.Optional;

/** AccountIdentification4Choice and CashAccount38. */
final class AccountXml {
    private AccountXml() {}

    static AccountIdentification readIdentification(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        AccountIdentification identification =
                in.at("IBAN")
                        ? new Iban(in.value("IBAN", ValueTypes.IBAN))
                        : new Other(GenericXml.OF_ACCOUNT.read(in, "Othr"));
        in.leave();
        return identification;
    }

    static void writeIdentification(XmlOutput out, String name, AccountIdentification account)
            throws RefusedMessage {
        out.open(name);
        switch (account) {
            case Iban(String iban) -> out.value("IBAN", ValueTypes.IBAN, iban);
            case Other(GenericIdentification other) ->
                    GenericXml.OF_ACCOUNT.write(out, "Othr", other);
        }
        out.close();
    }

    static CashAccount read(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        AccountIdentification identification = readIdentification(in, "Id");
        in.skip("Tp");
        Optional<String> currency = in.optionalValue("Ccy", ValueTypes.CURRENCY);
        Optional<String> accountName = in.optionalValue("Nm", ValueTypes.MAX_70);
        Optional<Proxy> proxy = in.optional("Prxy", AccountXml::readProxy);
        in.leave();
        return new CashAccount(identification, currency, accountName, proxy);
    }

    static void write(XmlOutput out, String name, CashAccount account) throws RefusedMessage {
        out.open(name);
        writeIdentification(out, "Id", account.identification());
        out.optionalValue("Ccy", ValueTypes.CURRENCY, account.currency());
        out.optionalValue("Nm", ValueTypes.MAX_70, account.name());
        out.optional("Prxy", account.proxy(), AccountXml::writeProxy);
        out.close();
    }

    private static Proxy readProxy(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Optional<CodeOrProprietary> type = in.optional("Tp", ChoiceXml.OF_4::read);
        String id = in.value("Id", ValueTypes.MAX_2048);
        in.leave();
        return new Proxy(type, id);
    }

    private static void writeProxy(XmlOutput out, String name, Proxy proxy) throws RefusedMessage {
        out.open(name);
        out.optional("Tp", proxy.type(), ChoiceXml.OF_4::write);
        out.value("Id", ValueTypes.MAX_2048, proxy.id());
        out.close();
    }
}
