// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.CodeOrProprietary.Code;
import dev.naru.formats.iso20022.CodeOrProprietary.Proprietary;

/**
 * Choices between {@code Cd} and {@code Prtry}; they differ in what a code may be.
 *
 * @param codes the type of the code
 */
record ChoiceXml(ValueType<String> codes) {
    static final ChoiceXml OF_3 = new ChoiceXml(ValueTypes.MAX_3);
    static final ChoiceXml OF_4 = new ChoiceXml(ValueTypes.MAX_4);
    static final ChoiceXml OF_5 = new ChoiceXml(ValueTypes.MAX_5);
    static final ChoiceXml OF_35 = new ChoiceXml(ValueTypes.MAX_35);
    static final ChoiceXml OF_CREDITOR_REFERENCES =
            new ChoiceXml(ValueTypes.CREDITOR_REFERENCE_CODE);

    CodeOrProprietary read(XmlCursor in, String name) throws RefusedMessage {
        in.enter(name);
        CodeOrProprietary choice =
                in.at("Prtry")
                        ? new Proprietary(in.value("Prtry", ValueTypes.MAX_35))
                        : new Code(in.value("Cd", codes));
        in.leave();
        return choice;
    }

    void write(XmlOutput out, String name, CodeOrProprietary choice) throws RefusedMessage {
        out.open(name);
        switch (choice) {
            case Code(String code) -> out.value("Cd", codes, code);
            case Proprietary(String word) -> out.value("Prtry", ValueTypes.MAX_35, word);
        }
        out.close();
    }
}
