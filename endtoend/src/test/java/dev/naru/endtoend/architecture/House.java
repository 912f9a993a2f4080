// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules, for classes below one root package: {@code dev.naru} for the product, another for the
 * broken samples.
 */
record House(String root) {
    private static final Set<String> ENUMERATIONS =
            Set.of(
                    "entrySet",
                    "keySet",
                    "values",
                    "forEach",
                    "iterator",
                    "longForEach",
                    "intForEach",
                    "forEachLong");

    /** Classes that a pure module must not touch, by the start of their names. */
    private static final List<String> IMPURE =
            List.of(
                    "java.io.",
                    "java.nio.file.",
                    "java.nio.channels.",
                    "java.net.",
                    "java.util.Random",
                    "java.util.concurrent.",
                    "java.util.logging.",
                    "java.util.Locale",
                    "java.util.TimeZone",
                    "java.util.Timer",
                    "java.lang.Thread",
                    "java.lang.reflect.",
                    "java.lang.invoke.VarHandle",
                    "java.security.SecureRandom",
                    "java.time.Clock",
                    "java.time.ZoneId",
                    "java.math.BigDecimal",
                    "org.slf4j.");

    /**
     * Java's own machinery for records, enums and lambdas, and failures that carry a sentence, are
     * no impurity.
     */
    private static final Set<String> PURE_EXCEPTIONS =
            Set.of(
                    "java.io.Serializable",
                    "java.lang.reflect.Array",
                    "java.io.UncheckedIOException");

    String moduleRoot(String module) {
        return root + "." + module + "..";
    }

    ArchRule modulesImportOnlyWhatTheTableAllows() {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(importOnlyAllowedModules())
                .because(
                        "a wall that anybody may walk through is not a wall: ARCHITECTURE.md has"
                                + " the table");
    }

    ArchRule onlyNodeImportsCore() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(moduleRoot("core"), moduleRoot("node"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(moduleRoot("core"))
                .because("one machine decides, and everybody else asks it through the one door");
    }

    ArchRule groundFloorIsPure() {
        return classes()
                .that()
                .resideInAnyPackage(moduleRoot("core"), moduleRoot("protocol"))
                .should(touchNothingImpure())
                .because(
                        "the same commands must give the same events on every member, today and in"
                                + " ten years");
    }

    ArchRule groundFloorReadsNoClock() {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        moduleRoot("core"),
                        moduleRoot("protocol"),
                        moduleRoot("qr"),
                        moduleRoot("formats"))
                .should()
                .callMethodWhere(
                        calls(
                                Map.of(
                                        "java.lang.System",
                                                Set.of("currentTimeMillis", "nanoTime", "getenv"),
                                        "java.time.Instant", Set.of("now"),
                                        "java.lang.Math", Set.of("random"),
                                        "java.util.UUID", Set.of("randomUUID"))))
                .because("time, identity and randomness arrive inside the command");
    }

    ArchRule noFloatingPointFieldsNearMoney() {
        return noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(moduleRoot("core"), moduleRoot("protocol"))
                .should()
                .haveRawType(floatingPoint())
                .because("money is whole minor units");
    }

    ArchRule noFloatingPointCodeNearMoney() {
        return noCodeUnits()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(moduleRoot("core"), moduleRoot("protocol"))
                .should(useFloatingPoint())
                .because("money is whole minor units");
    }

    ArchRule coreMapsAreNeverEnumerated() {
        return noClasses()
                .that()
                .resideInAPackage(moduleRoot("core"))
                .should()
                .callMethodWhere(enumeratesMap())
                .because(
                        "a map iterates in another order after a snapshot is reloaded, and members"
                                + " would differ");
    }

    ArchRule qrAndFormatsHaveNoDependencies() {
        return classes()
                .that()
                .resideInAPackage(moduleRoot("qr"))
                .or()
                .resideInAPackage(moduleRoot("formats"))
                .should()
                .onlyDependOnClassesThat(
                        describe(
                                "are the JDK's, JSpecify's or the module's own",
                                c ->
                                        c.getPackageName().startsWith("java")
                                                || c.getPackageName().startsWith("org.jspecify")
                                                || c.getPackageName().startsWith(root + ".qr")
                                                || c.getPackageName().startsWith(root + ".formats")
                                                || c.isPrimitive()
                                                || c.isArray()))
                .because("other projects take these modules as they are");
    }

    ArchRule nothingIsNamedForWhatItIsNot() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Base|Data|Info)")
                .because("a name says what a thing is");
    }

    ArchRule noDrawerPackages() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        root + "..common..",
                        root + "..util..",
                        root + "..base..",
                        root + "..shared..",
                        root + "..misc..")
                .because("a drawer for everything hides where things belong");
    }

    ArchRule nobodySleeps() {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .callMethodWhere(calls(Map.of("java.lang.Thread", Set.of("sleep"))))
                .because("a sleep is a guess: wait for what is awaited");
    }

    private ArchCondition<JavaClass> importOnlyAllowedModules() {
        return new ArchCondition<>("import only what the table allows") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                Module module = Module.owning(root, item.getPackageName());
                for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                    String target =
                            dependency.getTargetClass().getBaseComponentType().getPackageName();
                    if (target.startsWith(root + ".") && !module.mayImport(root, target)) {
                        events.add(
                                SimpleConditionEvent.violated(item, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private ArchCondition<JavaClass> touchNothingImpure() {
        return new ArchCondition<>(
                "touch no clock, thread, lock, input, output, log or reflection") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                for (Dependency dependency : item.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getBaseComponentType().getName();
                    if (IMPURE.stream().anyMatch(target::startsWith)
                            && !PURE_EXCEPTIONS.contains(target)) {
                        events.add(
                                SimpleConditionEvent.violated(item, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static ArchCondition<JavaCodeUnit> useFloatingPoint() {
        return new ArchCondition<>("use floating point") {
            @Override
            public void check(JavaCodeUnit item, ConditionEvents events) {
                boolean uses =
                        isFloating(item.getRawReturnType())
                                || item.getRawParameterTypes().stream().anyMatch(House::isFloating);
                events.add(
                        new SimpleConditionEvent(
                                item, uses, item.getDescription() + " uses floating point"));
            }
        };
    }

    private static DescribedPredicate<JavaClass> floatingPoint() {
        return describe("floating point", House::isFloating);
    }

    private static boolean isFloating(JavaClass type) {
        return Set.of("double", "float", "java.lang.Double", "java.lang.Float")
                .contains(type.getBaseComponentType().getName());
    }

    private static DescribedPredicate<JavaAccess<?>> calls(Map<String, Set<String>> methods) {
        return describe(
                "calls " + methods,
                access ->
                        methods.getOrDefault(access.getTargetOwner().getName(), Set.of())
                                .contains(access.getTarget().getName()));
    }

    private static DescribedPredicate<JavaAccess<?>> enumeratesMap() {
        return describe(
                "enumerates a map",
                access ->
                        ENUMERATIONS.contains(access.getTarget().getName())
                                && (access.getTargetOwner().isAssignableTo(Map.class)
                                        || access.getTargetOwner()
                                                .getPackageName()
                                                .equals("org.agrona.collections")));
    }

    private static <T> DescribedPredicate<T> describe(
            String description, java.util.function.Predicate<? super T> predicate) {
        return new DescribedPredicate<>(description) {
            @Override
            public boolean test(T item) {
                return predicate.test(item);
            }
        };
    }
}
