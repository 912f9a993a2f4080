// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.Optional;

/**
 * GenericAccountIdentification1 and its sisters for parties and agents; they differ in how long the
 * id may be.
 */
record GenericXml(ValueType<String> ids) {
    static final GenericXml OF_ACCOUNT = new GenericXml(ValueTypes.MAX_34);
    static final GenericXml OF_PARTY = new GenericXml(ValueTypes.MAX_35);

    GenericIdentification read(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        String id = in.value("Id", ids);
        Optional<CodeOrProprietary> scheme = in.optional("SchmeNm", ChoiceXml.OF_4::read);
        Optional<String> issuer = in.optionalValue("Issr", ValueTypes.MAX_35);
        in.leave();
        return new GenericIdentification(id, scheme, issuer);
    }

    void write(XmlOutput out, String name, GenericIdentification value) throws RefusedMessage {
        out.open(name);
        out.value("Id", ids, value.id());
        out.optional("SchmeNm", value.schemeName(), ChoiceXml.OF_4::write);
        out.optionalValue("Issr", ValueTypes.MAX_35, value.issuer());
        out.close();
    }
}
