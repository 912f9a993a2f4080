// SPDX-License-Identifier: Apache-2.0
package dev.naru.endtoend.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The product keeps every rule of the house, and for every rule a broken sample shows that it can
 * fail.
 */
class ArchitectureTest {
    private static final House PRODUCT = new House("dev.naru");
    private static final House SAMPLE = new House("sample.broken.naru");

    private static final JavaClasses PRODUCT_CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("/dev/naru/protocol/sbe/"))
                    .withImportOption(location -> !location.contains("/dev/naru/benchmarks/"))
                    .importPackages("dev.naru");
    private static final JavaClasses SAMPLE_CLASSES =
            new ClassFileImporter().importPackages("sample.broken.naru");

    /**
     * A rule for the product, the same rule for the samples, and the sample class that breaks it.
     */
    private record Rule(ArchRule product, ArchRule sample, String breaker) {}

    private static Stream<Rule> rules() {
        return Stream.of(
                new Rule(
                        PRODUCT.modulesImportOnlyWhatTheTableAllows(),
                        SAMPLE.modulesImportOnlyWhatTheTableAllows(),
                        "simulators.ConfersWithConnectors"),
                new Rule(
                        PRODUCT.modulesImportOnlyWhatTheTableAllows(),
                        SAMPLE.modulesImportOnlyWhatTheTableAllows(),
                        "gateway.SendsByItself"),
                new Rule(
                        PRODUCT.onlyNodeImportsCore(),
                        SAMPLE.onlyNodeImportsCore(),
                        "gateway.DecidesByItself"),
                new Rule(PRODUCT.groundFloorIsPure(), SAMPLE.groundFloorIsPure(), "core.Impure"),
                new Rule(
                        PRODUCT.groundFloorReadsNoClock(),
                        SAMPLE.groundFloorReadsNoClock(),
                        "core.ReadsClock"),
                new Rule(
                        PRODUCT.noFloatingPointFieldsNearMoney(),
                        SAMPLE.noFloatingPointFieldsNearMoney(),
                        "protocol.FloatingMoney"),
                new Rule(
                        PRODUCT.noFloatingPointCodeNearMoney(),
                        SAMPLE.noFloatingPointCodeNearMoney(),
                        "protocol.FloatingMoney"),
                new Rule(
                        PRODUCT.coreMapsAreNeverEnumerated(),
                        SAMPLE.coreMapsAreNeverEnumerated(),
                        "core.EnumeratesMap"),
                new Rule(
                        PRODUCT.qrAndFormatsHaveNoDependencies(),
                        SAMPLE.qrAndFormatsHaveNoDependencies(),
                        "qr.Dependent"),
                new Rule(
                        PRODUCT.nothingIsNamedForWhatItIsNot(),
                        SAMPLE.nothingIsNamedForWhatItIsNot(),
                        "core.PaymentManager"),
                new Rule(
                        PRODUCT.noDrawerPackages(),
                        SAMPLE.noDrawerPackages(),
                        "core.common.Drawer"),
                new Rule(PRODUCT.nobodySleeps(), SAMPLE.nobodySleeps(), "gateway.Sleeps"));
    }

    @TestFactory
    Stream<DynamicTest> theProductKeepsEveryRule() {
        return rules().map(rule -> rule.product)
                .distinct()
                .map(
                        rule ->
                                DynamicTest.dynamicTest(
                                        rule.getDescription(), () -> rule.check(PRODUCT_CLASSES)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleCanFail() {
        return rules().map(
                        rule ->
                                DynamicTest.dynamicTest(
                                        rule.breaker + " breaks: " + rule.sample.getDescription(),
                                        () ->
                                                assertThatThrownBy(
                                                                () ->
                                                                        rule.sample.check(
                                                                                SAMPLE_CLASSES))
                                                        .isInstanceOf(AssertionError.class)
                                                        .hasMessageContaining(
                                                                "sample.broken.naru."
                                                                        + rule.breaker)));
    }

    @Test
    void everyModuleOfTheTableHasClasses() {
        assertThat(modulesOf(PRODUCT_CLASSES))
                .containsExactlyInAnyOrderElementsOf(
                        Module.all().stream().map(Module::name).collect(Collectors.toSet()));
    }

    @Test
    void everyPackageSaysThatNothingIsNullUnlessMarked() {
        Set<String> unmarked =
                PRODUCT_CLASSES.stream()
                        .map(JavaClass::getPackage)
                        .filter(owner -> !owner.isAnnotatedWith(NullMarked.class))
                        .map(owner -> owner.getName())
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked).isEmpty();
    }

    @Test
    void theModulePictureIsTheOneThatWasTested() throws IOException {
        String drawn = ModulePicture.draw(PRODUCT.root(), PRODUCT_CLASSES);
        Path committed = Path.of(System.getProperty("naru.root"), "docs", "modules.md");
        if (Boolean.getBoolean("naru.rewrite")) {
            Files.writeString(committed, drawn);
        }
        assertThat(committed).as("run ./naru test -Dnaru.rewrite=true to draw it again").exists();
        assertThat(Files.readString(committed)).isEqualTo(drawn);
    }

    private static Set<String> modulesOf(JavaClasses classes) {
        return classes.stream()
                .map(c -> Module.owning(PRODUCT.root(), c.getPackageName()).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
