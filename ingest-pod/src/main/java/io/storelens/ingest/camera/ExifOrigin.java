package io.storelens.ingest.camera;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.GpsDirectory;
import io.storelens.contract.directory.Identification;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a photo says of where it is from: EXIF {@code BodySerialNumber} and GPS position (CIPA
 * DC-008, 4.6.5 and 4.6.6).
 *
 * @param serialNumber of the camera, without white space around it
 * @param place where it was taken
 */
record ExifOrigin(Optional<String> serialNumber, Optional<Place> place) {
  private static final Logger LOGGER = LoggerFactory.getLogger(ExifOrigin.class);
  private static final ExifOrigin UNKNOWN = new ExifOrigin(Optional.empty(), Optional.empty());

  /**
   * Reads the header of {@code jpeg}, which may end after it. Nothing is known if there is none.
   */
  static ExifOrigin of(InputStream jpeg) {
    try {
      var metadata = JpegMetadataReader.readMetadata(jpeg, List.of(new ExifReader()));
      return new ExifOrigin(serialNumber(metadata), place(metadata));
    } catch (JpegProcessingException | IOException e) {
      LOGGER.atDebug().addKeyValue("kind", e.getClass().getName()).log("photo header unreadable");
      return UNKNOWN;
    }
  }

  private static Optional<String> serialNumber(Metadata metadata) {
    return metadata.getDirectoriesOfType(ExifDirectoryBase.class).stream()
        .flatMap(
            exif ->
                Optional.ofNullable(exif.getString(ExifDirectoryBase.TAG_BODY_SERIAL_NUMBER))
                    .stream())
        .map(String::strip)
        .filter(number -> !number.isEmpty())
        .findFirst();
  }

  private static Optional<Place> place(Metadata metadata) {
    return metadata.getDirectoriesOfType(GpsDirectory.class).stream()
        .flatMap(gps -> Optional.ofNullable(gps.getGeoLocation()).stream())
        // Zero and zero is what devices write that have no fix; it is in the Gulf of Guinea.
        .filter(point -> !point.isZero())
        .map(point -> new Place(point.getLatitude(), point.getLongitude()))
        .findFirst();
  }

  /**
   * A point on Earth (WGS 84).
   *
   * @param latitude degrees north
   * @param longitude degrees east
   */
  record Place(double latitude, double longitude) {
    private static final double EARTH_RADIUS_METRES = 6_371_008.8;

    /**
     * Distance along the surface of a sphere to the middle of {@code circle}; off by half a percent
     * at most.
     */
    double metresTo(Identification.Location circle) {
      double north = Math.toRadians(circle.latitude() - latitude);
      double east = Math.toRadians(circle.longitude() - longitude);
      double haversine =
          square(Math.sin(north / 2))
              + Math.cos(Math.toRadians(latitude))
                  * Math.cos(Math.toRadians(circle.latitude()))
                  * square(Math.sin(east / 2));
      return 2 * EARTH_RADIUS_METRES * Math.asin(Math.sqrt(haversine));
    }

    private static double square(double value) {
      return value * value;
    }
  }
}
