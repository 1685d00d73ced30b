package vivarium.desktop.commands;

import vivarium.desktop.i18n.Texts;

/** What can be done with the window itself or with what is selected in it, each with its keys. */
public enum WindowAction {
  PALETTE("Ctrl K", "keys.palette"),
  OPEN("Ctrl O", "keys.open"),
  SAVE_SCENARIO("Ctrl S", "keys.saveScenario"),
  SAVE_RECORDING("Shift S", "keys.saveRecording"),
  COMPARE("Ctrl D", "keys.compare"),
  FORK("Shift F", "keys.fork"),
  PAUSE("Space", "keys.pause"),
  STEP(".", "keys.step"),
  STEP_BACK(",", "keys.stepBack"),
  STEP_EVENT(">", "keys.stepEvent"),
  STEP_EVENT_BACK("<", "keys.stepEventBack"),
  HOP("'", "keys.hop"),
  HOP_BACK(";", "keys.hopBack"),
  LIVE("End", "keys.live"),
  EARLIEST("Home", "keys.earliest"),
  UNTIL("U", "keys.until"),
  SLOWER("[", "keys.slower"),
  FASTER("]", "keys.faster"),
  PREVIOUS_BROKER("←", "keys.previousBroker"),
  NEXT_BROKER("→", "keys.nextBroker"),
  PREVIOUS_PARTITION("↑", "keys.previousPartition"),
  NEXT_PARTITION("↓", "keys.nextPartition"),
  KILL("K", "keys.kill"),
  RESTART("R", "keys.restart"),
  FREEZE("Z", "keys.freeze"),
  KILL_LEADER("Shift K", "keys.killLeader"),
  KILL_CONTROLLER("Shift C", "keys.killController"),
  UNDO("Ctrl Z", "keys.undo"),
  FOCUS("Enter", "keys.focus"),
  MENU("M", "keys.menu"),
  DESELECT("Esc", "keys.deselect"),
  ZOOM_IN("+", "keys.zoomIn"),
  ZOOM_OUT("−", "keys.zoomOut"),
  FIT("F", "keys.fit"),
  PAN_LEFT("Shift ←", "keys.panLeft"),
  PAN_RIGHT("Shift →", "keys.panRight"),
  PAN_UP("PgUp", "keys.panUp"),
  PAN_DOWN("PgDn", "keys.panDown"),
  PLACE_BEFORE("", "keys.placeBefore"),
  PLACE_AFTER("", "keys.placeAfter"),
  PLACES_USUAL("", "keys.placesUsual"),
  FILTER("/", "keys.filter"),
  EVENTS("1", "keys.events"),
  CHARTS("2", "keys.charts"),
  TABLES("3", "keys.tables"),
  RECORDS("4", "keys.records"),
  TREE("5", "keys.tree"),
  SPACE_TIME("6", "keys.spaceTime"),
  FOLD_LOWER("0", "keys.foldLower"),
  FOLD_INSPECTOR("I", "keys.foldInspector"),
  PRODUCE("", "keys.produce"),
  TABLE_TOPICS("", "keys.tableTopics"),
  TABLE_PARTITIONS("", "keys.tablePartitions"),
  TABLE_GROUPS("", "keys.tableGroups"),
  TABLE_LAG("", "keys.tableLag"),
  TABLE_BROKERS("", "keys.tableBrokers"),
  TABLE_CLIENTS("", "keys.tableClients"),
  INTERNAL_TOPICS("", "keys.internalTopics"),
  EXPORT_PICTURE("Ctrl E", "keys.exportPicture"),
  EXPORT_FILM("Shift E", "keys.exportFilm"),
  EXPORT_CHARTS("", "keys.exportCharts"),
  EXPORT_SPACE_TIME("", "keys.exportSpaceTime"),
  EXPORT_EVENTS("", "keys.exportEvents"),
  EXPORT_EVENTS_IN_SIGHT("", "keys.exportEventsInSight"),
  EXPORT_REPORT("", "keys.exportReport"),
  COPY_BOOTSTRAP("", "keys.copyBootstrap"),
  LANGUAGE("L", "keys.language"),
  APPEARANCE("T", "keys.appearance"),
  CALM("", "keys.calm"),
  PRESENT("P", "keys.present"),
  LARGER("Ctrl +", "keys.larger"),
  SMALLER("Ctrl −", "keys.smaller"),
  AUTOMATIC_SIZE("Ctrl 0", "keys.automaticSize"),
  HELP("?", "keys.help");

  private final String keys;
  private final String textKey;

  WindowAction(String keys, String textKey) {
    this.keys = keys;
    this.textKey = textKey;
  }

  /** The keys to press, as they stand on a keyboard; empty if there are none. */
  public String keys() {
    return keys;
  }

  /** What it does. */
  public String title(Texts texts) {
    return texts.get(textKey);
  }

  /** Other words that people look for it by; empty if there are none. */
  String otherWords(Texts texts) {
    return this == EXPORT_FILM ? texts.get("keys.filmWords") : "";
  }
}
