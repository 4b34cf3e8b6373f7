package io.storelens.ingest.spool;

import io.storelens.contract.handover.Photo;
import io.storelens.contract.handover.PhotoId;
import java.util.Optional;

/**
 * A photo that was set aside.
 *
 * @param id its id
 * @param photo whose it is and when it was taken; empty if its file is damaged
 * @param bytes of its file
 * @param reason why, as the analyzer or the ingest said: a problem document (RFC 9457) or a text
 */
public record AsidePhoto(PhotoId id, Optional<Photo> photo, long bytes, String reason) {}
