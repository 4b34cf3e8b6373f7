package io.storelens.ingest.camera;

import io.storelens.contract.directory.CameraEntry;

/**
 * Which camera a photo is from.
 *
 * @param camera the camera
 * @param rule what told, for people: {@code login}, {@code directory cam-3}
 */
public record Assignment(CameraEntry camera, String rule) {}
