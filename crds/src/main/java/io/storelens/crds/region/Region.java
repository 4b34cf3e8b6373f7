package io.storelens.crds.region;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** What the stores of a region have in common: their ingest, their analyzers, their privacy. */
@Group("storelens.io")
@Version("v1alpha1")
@ShortNames("rgn")
@Categories("storelens")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    priority = 1)
@AdditionalPrinterColumn(name = "Provider", jsonPath = ".spec.analyzer.provider", priority = 1)
@AdditionalPrinterColumn(name = "Address", jsonPath = ".status.address")
@AdditionalPrinterColumn(
    name = "Stores",
    jsonPath = ".status.stores",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Cameras",
    jsonPath = ".status.cameras",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@ValidationRule(
    value = "self.metadata.name.size() <= 40 && !self.metadata.name.contains('.')",
    message = "the name of a Region has at most 40 characters and no dot")
@ValidationRule(
    value = "self.metadata.name.matches('^[a-z]')",
    message = "the name of a Region begins with a letter: Services are named after it")
public class Region extends CustomResource<RegionSpec, RegionStatus> implements Namespaced {}
