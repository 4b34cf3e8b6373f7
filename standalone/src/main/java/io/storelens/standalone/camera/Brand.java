package io.storelens.standalone.camera;

import java.util.Locale;

/** Makers of cameras, and what their FTP pages call what matters. */
enum Brand {
  /** Any other. */
  GENERIC(
      "the FTP page of its web interface",
      "a name with date and time to the second, such as till_20261124101112.jpg",
      ""),
  /** Also many cameras of other names. */
  HIKVISION(
      "Configuration > Network > Advanced Settings > FTP",
      "Default",
      """
      Picture upload on, video off. Of face events choose Face Picture; the background picture
      of the same face is taken and thrown away."""),
  /** Amcrest too. */
  DAHUA(
      "Setup > Storage > Destination > FTP, then Schedule > Snapshot",
      "default (folders of date and time)",
      """
      The marker file DVRWorkDirectory, videos and the second picture of a shot are taken and
      thrown away."""),
  /** Cameras and recorders. */
  REOLINK(
      "Settings > Surveillance > FTP",
      "fixed by the camera: name of the device, channel, date and time",
      """
      Upload: picture only. The camera's own folders by date cannot be turned off, and need not
      be."""),
  /** Its names take modifiers. */
  AXIS(
      "System > Events > Recipients (FTP), then a rule that sends images",
      "till_%Y%m%d%H%M%S.jpg",
      "Send one image an event: no images before or after it."),
  /** Folders by model and MAC address. */
  FOSCAM(
      "Settings > Network > FTP Settings, then Detector > Alarm: take snapshot",
      "fixed by the camera",
      "Recordings beside the snapshots are taken and thrown away."),
  /** Without a suffix, it has one name for ever. */
  VIVOTEK(
      "Configuration > Event > Event settings: server FTP, media snapshot",
      "prefix till_, \"Add date and time suffix to file name\" on",
      "Of pre-event, trigger and post-event pictures only the one of the trigger counts.");

  private final String page;
  private final String names;
  private final String remark;

  Brand(String page, String names, String remark) {
    this.page = page;
    this.names = names;
    this.remark = remark;
  }

  /** Where in the camera's web interface FTP is set. */
  String page() {
    return page;
  }

  /** Which rule for file names to choose. */
  String names() {
    return names;
  }

  /** What else matters; may be empty or have lines. */
  String remark() {
    return remark;
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
