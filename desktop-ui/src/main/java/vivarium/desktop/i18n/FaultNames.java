package vivarium.desktop.i18n;

import org.jspecify.annotations.Nullable;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.RequestScope;

/** Faults in the window's language. */
final class FaultNames {

  private final Texts texts;
  private final Narrator narrator;

  FaultNames(Texts texts, Narrator narrator) {
    this.texts = texts;
    this.narrator = narrator;
  }

  /** What is broken, where and how much. */
  String describe(FaultSpec spec) {
    return switch (spec) {
      case FaultSpec.LinkDelay e -> texts.get("fault.delay", link(e.link()), e.delayMs());
      case FaultSpec.LinkJitter e -> texts.get("fault.jitter", link(e.link()), e.jitterMs());
      case FaultSpec.LinkLoss e ->
          texts.get("fault.loss", link(e.link()), percent(e.probability()));
      case FaultSpec.LinkBandwidth e ->
          texts.get("fault.bandwidth", link(e.link()), Units.count(e.bytesPerSecond()));
      case FaultSpec.SlowCpu e ->
          texts.get("fault.slowCpu", narrator.name(e.node()), e.serviceMs());
      case FaultSpec.SlowDisk e ->
          texts.get("fault.slowDisk", narrator.name(e.node()), e.writeMs());
      case FaultSpec.DiskFull e -> texts.get("fault.diskFull", narrator.name(e.node()));
      case FaultSpec.ApiError e -> texts.get("fault.error", e.error(), requests(e.requests()));
      case FaultSpec.Disconnect e -> texts.get("fault.disconnect", requests(e.requests()));
      case FaultSpec.OneMessage e -> oneMessage(e);
    };
  }

  /** What is broken and where. */
  String name(FaultSpec spec) {
    return switch (spec) {
      case FaultSpec.LinkDelay e -> texts.get("fault.delayName", link(e.link()));
      case FaultSpec.LinkJitter e -> texts.get("fault.jitterName", link(e.link()));
      case FaultSpec.LinkLoss e -> texts.get("fault.lossName", link(e.link()));
      case FaultSpec.LinkBandwidth e -> texts.get("fault.bandwidthName", link(e.link()));
      case FaultSpec.SlowCpu e -> texts.get("fault.slowCpuName", narrator.name(e.node()));
      case FaultSpec.SlowDisk e -> texts.get("fault.slowDiskName", narrator.name(e.node()));
      case FaultSpec.DiskFull unused -> describe(spec);
      case FaultSpec.ApiError unused -> describe(spec);
      case FaultSpec.Disconnect unused -> describe(spec);
      case FaultSpec.OneMessage unused -> describe(spec);
    };
  }

  private String oneMessage(FaultSpec.OneMessage one) {
    String what =
        switch (one.choice()) {
          case MessageChoice.Numbered(long id) -> texts.get("fault.message", id);
          case MessageChoice.Next(String api, NodeId from, NodeId to) ->
              texts.get(
                  "fault.nextMessage",
                  api == null ? texts.get("fault.anyMessage") : api,
                  narrator.name(from),
                  narrator.name(to));
        };
    return switch (one.fate()) {
      case DROP -> texts.get("fault.drop", what);
      case HOLD -> texts.get("fault.hold", what);
      case DELAY -> texts.get("fault.delayOne", what, one.byMs());
      case DUPLICATE -> texts.get("fault.duplicate", what);
    };
  }

  private String requests(RequestScope scope) {
    StringBuilder text = new StringBuilder(scope.api());
    if (scope.partition() != null) {
      text.append(' ').append(scope.partition());
    }
    if (scope.server() != null) {
      text.append(" → ").append(narrator.name(scope.server()));
    }
    if (scope.probability() < 1) {
      text.append(" (").append(percent(scope.probability())).append(')');
    }
    if (scope.count() == RequestScope.UNTIL_HEALED) {
      return texts.get("fault.every", text);
    }
    return scope.count() == 1
        ? texts.get("fault.nextOne", text)
        : texts.get("fault.next", scope.count(), text);
  }

  private String link(LinkScope link) {
    return end(link.from()) + (link.bothWays() ? " ↔ " : " → ") + end(link.to());
  }

  private String end(@Nullable NodeId node) {
    return node == null ? texts.get("fault.everyNode") : narrator.name(node);
  }

  private static String percent(double probability) {
    return Math.round(probability * 1_000) / 10.0 + " %";
  }
}
