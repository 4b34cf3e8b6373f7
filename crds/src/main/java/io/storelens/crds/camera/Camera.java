package io.storelens.crds.camera;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One camera of a store's checkout. */
@Group("storelens.io")
@Version("v1alpha1")
@ShortNames("cam")
@Categories("storelens")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Store", jsonPath = ".spec.store")
@AdditionalPrinterColumn(name = "Region", jsonPath = ".status.region")
@AdditionalPrinterColumn(name = "Position", jsonPath = ".spec.position", priority = 1)
@AdditionalPrinterColumn(name = "Address", jsonPath = ".status.address.host", priority = 1)
@AdditionalPrinterColumn(
    name = "Paused",
    jsonPath = ".spec.paused",
    type = AdditionalPrinterColumn.Type.BOOLEAN,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Last Photo",
    jsonPath = ".status.lastPhoto",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalSelectableField(jsonPath = ".spec.store")
@ValidationRule(
    value = "self.metadata.name.size() <= 200",
    message = "the name of a Camera has at most 200 characters")
public class Camera extends CustomResource<CameraSpec, CameraStatus> implements Namespaced {}
