// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Draws which module really imports which, as a Mermaid graph in a Markdown page. */
final class ModulePicture {
    private ModulePicture() {}

    static String draw(String root, JavaClasses classes) {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass item : classes) {
            String from = Module.owning(root, item.getPackageName()).name();
            for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
                if (target.startsWith(root + ".")) {
                    String to = Module.owning(root, target).name();
                    if (!to.equals(from)) {
                        arrows.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
                    }
                }
            }
        }
        StringBuilder page = new StringBuilder();
        page.append("# Who really imports whom\n\n");
        page.append(
                "Drawn by `ArchitectureTest` from the compiled classes; the test fails when it is"
                        + " out of date.\n\n");
        page.append("```mermaid\ngraph TD\n");
        String[] floors = {"ground floor", "first floor", "second floor", "top floor"};
        for (int floor = floors.length - 1; floor >= 0; floor--) {
            page.append("  subgraph f")
                    .append(floor)
                    .append("[")
                    .append(floors[floor])
                    .append("]\n");
            for (Module module : Module.all()) {
                if (module.floor() == floor) {
                    page.append("    ").append(module.name()).append("\n");
                }
            }
            page.append("  end\n");
        }
        arrows.forEach(
                (from, targets) ->
                        targets.forEach(
                                to ->
                                        page.append("  ")
                                                .append(from)
                                                .append(" --> ")
                                                .append(to)
                                                .append("\n")));
        return page.append("```\n").toString();
    }
}
