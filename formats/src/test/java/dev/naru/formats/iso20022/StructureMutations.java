// SPDX-License-Identifier: Apache-2.0
package dev.naru.formats.iso20022;

import java.util.ArrayList;
import java.util.List;

/** Documents that differ from one of ours by one element. Works on text, as we write no spaces. */
final class StructureMutations {
    private final String xml;
    private final List<String> mutants = new ArrayList<>();

    private StructureMutations(String xml) {
        this.xml = xml;
    }

    /** For each element: it is absent, twice there, renamed, emptied, or behind its neighbour. */
    static List<String> of(String xml) {
        StructureMutations mutations = new StructureMutations(xml);
        int body = xml.indexOf("><", xml.indexOf("<Document")) + 1;
        for (int start = body; start < xml.length(); start++) {
            boolean opens = xml.charAt(start) == '<' && xml.charAt(start + 1) != '/';
            if (opens) {
                mutations.mutate(start);
            }
        }
        return mutations.mutants;
    }

    private void mutate(int start) {
        int end = endOf(start);
        String before = xml.substring(0, start);
        String element = xml.substring(start, end);
        String after = xml.substring(end);
        mutants.add(before + after);
        mutants.add(before + element + element + after);
        mutants.add(before + "<Strngr>1</Strngr>" + element + after);
        mutants.add(before + emptied(element) + after);
        if (after.startsWith("<") && !after.startsWith("</")) {
            int next = endOf(end);
            mutants.add(before + xml.substring(end, next) + element + xml.substring(next));
        }
    }

    private static String emptied(String element) {
        int open = element.indexOf('>') + 1;
        int close = element.lastIndexOf("</");
        return element.substring(0, open) + element.substring(close);
    }

    /** Where the element that starts here ends. */
    private int endOf(int start) {
        int depth = 0;
        int at = start;
        do {
            int open = xml.indexOf('<', at);
            depth += xml.charAt(open + 1) == '/' ? -1 : 1;
            at = xml.indexOf('>', open) + 1;
        } while (depth > 0);
        return at;
    }
}
