package vivarium.desktop.charts;

import vivarium.desktop.figures.Chart;
import vivarium.desktop.figures.Curve;
import vivarium.desktop.figures.Figures;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;

/** What is written beside curves. */
final class ChartWords {

  private ChartWords() {}

  static String title(Chart chart, Texts texts) {
    return switch (chart) {
      case PRODUCE_LATENCY -> texts.get("chart.produceLatency");
      case END_TO_END_LATENCY -> texts.get("chart.endToEndLatency");
      case RECORDS_IN -> texts.get("chart.recordsIn");
      case RECORDS_OUT -> texts.get("chart.recordsOut");
      case IN_SYNC -> texts.get("chart.inSync");
      case LAG -> texts.get("chart.lag");
      case LAG_TIME -> texts.get("chart.lagTime");
      case CHANGES -> texts.get("chart.changes");
      case REQUESTS -> texts.get("chart.requests");
      case ERRORS -> texts.get("chart.errors");
    };
  }

  static String name(Chart chart, Curve curve, Texts texts) {
    return switch (chart) {
      case RECORDS_IN, RECORDS_OUT -> texts.get("stage.broker", curve.name());
      case IN_SYNC, CHANGES -> known(curve.name(), texts);
      case PRODUCE_LATENCY, END_TO_END_LATENCY, LAG, LAG_TIME, REQUESTS, ERRORS -> curve.name();
    };
  }

  private static String known(String curve, Texts texts) {
    return switch (curve) {
      case Figures.ISR -> texts.get("chart.isr");
      case Figures.UNDER_REPLICATED -> texts.get("chart.underReplicated");
      case Figures.OFFLINE -> texts.get("chart.offline");
      case Figures.ELECTIONS -> texts.get("chart.elections");
      case Figures.REBALANCES -> texts.get("chart.rebalances");
      default -> curve;
    };
  }

  static String amount(Chart chart, float value, Texts texts) {
    return switch (chart.unit()) {
      case MILLIS -> Units.roundRate(value) + " ms";
      case SECONDS -> "%.1f s".formatted(value);
      case COUNT -> Units.count(Math.round((double) value));
      case PER_SECOND -> texts.get("chart.perSecond", Units.roundRate(value));
    };
  }
}
