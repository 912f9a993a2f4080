// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import dev.naru.formats.iso20022.FinancialInstitutionIdentification.ClearingSystemMember;
import java.util.Optional;

/** BranchAndFinancialInstitutionIdentification5 (2013) and 6 (2019). */
final class AgentXml {
    private AgentXml() {}

    static FinancialInstitutionIdentification read(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        in.enter("FinInstnId");
        Optional<String> bicfi = in.optionalValue("BICFI", bicType(in.definition()));
        Optional<ClearingSystemMember> member = in.optional("ClrSysMmbId", AgentXml::readMember);
        if (in.definition().hasPartiesOf2019()) {
            in.skip("LEI");
        }
        Optional<String> fullName = in.optionalValue("Nm", ValueTypes.MAX_140);
        in.skip("PstlAdr");
        Optional<GenericIdentification> other = in.optional("Othr", GenericXml.OF_PARTY::read);
        in.leave();
        in.skip("BrnchId");
        in.leave();
        return new FinancialInstitutionIdentification(bicfi, member, fullName, other);
    }

    static void write(XmlOutput out, String name, FinancialInstitutionIdentification agent)
            throws RefusedMessage {
        out.open(name);
        out.open("FinInstnId");
        out.optionalValue("BICFI", bicType(out.definition()), agent.bicfi());
        out.optional("ClrSysMmbId", agent.clearingSystemMember(), AgentXml::writeMember);
        out.optionalValue("Nm", ValueTypes.MAX_140, agent.name());
        out.optional("Othr", agent.other(), GenericXml.OF_PARTY::write);
        out.close();
        out.close();
    }

    /** The pattern of a BIC changed in December 2014. */
    static ValueType<String> bicType(MessageDefinition definition) {
        return definition.hasPartiesOf2019() ? ValueTypes.BIC_2014 : ValueTypes.BIC_2013;
    }

    private static ClearingSystemMember readMember(XmlCursor in, String name)
            throws RefusedMessage {
        in.enter(name);
        Optional<CodeOrProprietary> system = in.optional("ClrSysId", ChoiceXml.OF_5::read);
        String memberId = in.value("MmbId", ValueTypes.MAX_35);
        in.leave();
        return new ClearingSystemMember(system, memberId);
    }

    private static void writeMember(XmlOutput out, String name, ClearingSystemMember member)
            throws RefusedMessage {
        out.open(name);
        out.optional("ClrSysId", member.clearingSystem(), ChoiceXml.OF_5::write);
        out.value("MmbId", ValueTypes.MAX_35, member.memberId());
        out.close();
    }
}
