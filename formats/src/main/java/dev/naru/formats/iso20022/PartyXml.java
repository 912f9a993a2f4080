// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.PartyIdentification.Identification;
import dev.naru.formats.iso20022.PartyIdentification.Organisation;
import dev.naru.formats.iso20022.PartyIdentification.Person;
import java.util.List;
import java.util.Optional;

/** PartyIdentification43 (2013) and 135 (2019), PostalAddress6 and 24. */
final class PartyXml {
    private static final int MAX_ADDRESS_LINES = 7;

    private PartyXml() {}

    static PartyIdentification read(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        Optional<String> fullName = in.optionalValue("Nm", ValueTypes.MAX_140);
        Optional<PostalAddress> address = in.optional("PstlAdr", PartyXml::readAddress);
        Optional<Identification> identification = in.optional("Id", PartyXml::readIdentification);
        Optional<String> residence = in.optionalValue("CtryOfRes", ValueTypes.COUNTRY);
        in.skip("CtctDtls");
        in.leave();
        return new PartyIdentification(fullName, address, identification, residence);
    }

    static void write(XmlOutput out, String name, PartyIdentification party) throws RefusedMessage {
        out.open(name);
        out.optionalValue("Nm", ValueTypes.MAX_140, party.name());
        out.optional("PstlAdr", party.postalAddress(), PartyXml::writeAddress);
        out.optional("Id", party.identification(), PartyXml::writeIdentification);
        out.optionalValue("CtryOfRes", ValueTypes.COUNTRY, party.countryOfResidence());
        out.close();
    }

    private static PostalAddress readAddress(XmlCursor in, String name) throws RefusedMessage {
        boolean of2019 = in.definition().hasPartiesOf2019();
        in.enter(name);
        in.skip("AdrTp", "Dept", "SubDept");
        Optional<String> street = in.optionalValue("StrtNm", ValueTypes.MAX_70);
        Optional<String> building = in.optionalValue("BldgNb", ValueTypes.MAX_16);
        if (of2019) {
            in.skip("BldgNm", "Flr", "PstBx", "Room");
        }
        Optional<String> postCode = in.optionalValue("PstCd", ValueTypes.MAX_16);
        Optional<String> town = in.optionalValue("TwnNm", ValueTypes.MAX_35);
        if (of2019) {
            in.skip("TwnLctnNm", "DstrctNm");
        }
        Optional<String> subdivision = in.optionalValue("CtrySubDvsn", ValueTypes.MAX_35);
        Optional<String> country = in.optionalValue("Ctry", ValueTypes.COUNTRY);
        List<String> lines = in.values("AdrLine", ValueTypes.MAX_70, MAX_ADDRESS_LINES);
        in.leave();
        return new PostalAddress(street, building, postCode, town, subdivision, country, lines);
    }

    private static void writeAddress(XmlOutput out, String name, PostalAddress address)
            throws RefusedMessage {
        out.open(name);
        out.optionalValue("StrtNm", ValueTypes.MAX_70, address.streetName());
        out.optionalValue("BldgNb", ValueTypes.MAX_16, address.buildingNumber());
        out.optionalValue("PstCd", ValueTypes.MAX_16, address.postCode());
        out.optionalValue("TwnNm", ValueTypes.MAX_35, address.townName());
        out.optionalValue("CtrySubDvsn", ValueTypes.MAX_35, address.countrySubdivision());
        out.optionalValue("Ctry", ValueTypes.COUNTRY, address.country());
        if (address.addressLines().size() > MAX_ADDRESS_LINES) {
            throw out.refuse(RefusalCode.TOO_MANY_ELEMENTS, "An address has at most seven lines.");
        }
        out.values("AdrLine", ValueTypes.MAX_70, address.addressLines());
        out.close();
    }

    private static Identification readIdentification(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        Identification identification = in.at("PrvtId") ? readPerson(in) : readOrganisation(in);
        in.leave();
        return identification;
    }

    private static Organisation readOrganisation(XmlCursor in) throws RefusedMessage {
        in.enter("OrgId");
        Optional<String> anyBic = in.optionalValue("AnyBIC", AgentXml.bicType(in.definition()));
        if (in.definition().hasPartiesOf2019()) {
            in.skip("LEI");
        }
        List<GenericIdentification> other = in.many("Othr", GenericXml.OF_PARTY::read);
        in.leave();
        return new Organisation(anyBic, other);
    }

    private static Person readPerson(XmlCursor in) throws RefusedMessage {
        in.enter("PrvtId");
        in.skip("DtAndPlcOfBirth");
        List<GenericIdentification> other = in.many("Othr", GenericXml.OF_PARTY::read);
        in.leave();
        return new Person(other);
    }

    private static void writeIdentification(XmlOutput out, String name, Identification value)
            throws RefusedMessage {
        out.open(name);
        switch (value) {
            case Organisation(Optional<String> anyBic, List<GenericIdentification> other) -> {
                out.open("OrgId");
                out.optionalValue("AnyBIC", AgentXml.bicType(out.definition()), anyBic);
                out.many("Othr", other, GenericXml.OF_PARTY::write);
                out.close();
            }
            case Person(List<GenericIdentification> other) -> {
                out.open("PrvtId");
                out.many("Othr", other, GenericXml.OF_PARTY::write);
                out.close();
            }
        }
        out.close();
    }
}
