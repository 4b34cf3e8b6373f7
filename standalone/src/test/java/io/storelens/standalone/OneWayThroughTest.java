package io.storelens.standalone;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Data and intent go one way: what docs/architecture.md draws, checked on the compiled classes. */
class OneWayThroughTest {
  private static final JavaClasses STORELENS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.storelens");

  private static final String CRDS = "io.storelens.crds..";
  private static final String CONTRACT = "io.storelens.contract..";
  private static final String POD_KIT = "io.storelens.podkit..";
  private static final String OPERATOR = "io.storelens.operator..";
  private static final String INGEST = "io.storelens.ingest..";
  private static final String ANALYZER = "io.storelens.analyzer..";
  private static final String REPORT = "io.storelens.report..";
  private static final String STANDALONE = "io.storelens.standalone..";

  @Test
  void resourceTypesKnowNoOtherModule() {
    noClasses()
        .that()
        .resideInAPackage(CRDS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CONTRACT, POD_KIT, OPERATOR, INGEST, ANALYZER, REPORT, STANDALONE)
        .check(STORELENS);
  }

  @Test
  void theContractKnowsTheJdkOnly() {
    classes()
        .that()
        .resideInAPackage(CONTRACT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(CONTRACT, "java..", "javax.crypto..")
        .check(STORELENS);
  }

  @Test
  void noPodKnowsTheOneBeforeOrBehindIt() {
    noClasses()
        .that()
        .resideInAPackage(INGEST)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CRDS, OPERATOR, ANALYZER, REPORT, STANDALONE)
        .check(STORELENS);
    noClasses()
        .that()
        .resideInAPackage(ANALYZER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CRDS, OPERATOR, INGEST, REPORT, STANDALONE)
        .check(STORELENS);
    noClasses()
        .that()
        .resideInAPackage(REPORT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(CRDS, OPERATOR, INGEST, ANALYZER, STANDALONE)
        .check(STORELENS);
  }

  @Test
  void theOperatorKnowsNoPod() {
    noClasses()
        .that()
        .resideInAPackage(OPERATOR)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(INGEST, ANALYZER, REPORT, STANDALONE)
        .check(STORELENS);
  }

  @Test
  void noPodTalksToKubernetes() {
    noClasses()
        .that()
        .resideInAnyPackage(CONTRACT, POD_KIT, INGEST, ANALYZER, REPORT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.fabric8..", "io.javaoperatorsdk..")
        .check(STORELENS);
  }

  @Test
  void theIngestKnowsNoDatabase() {
    noClasses()
        .that()
        .resideInAnyPackage(INGEST, POD_KIT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
        .check(STORELENS);
  }

  @Test
  void noNameSaysNothing() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Misc|Common)")
        .check(STORELENS);
  }
}
