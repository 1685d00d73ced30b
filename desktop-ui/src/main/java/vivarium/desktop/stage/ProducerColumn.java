package vivarium.desktop.stage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.engine.event.ClusterEvent.GroupMember;
import vivarium.engine.event.NodeId.Kind;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;
import vivarium.engine.model.GroupView;

/** Producers on the left, and with them every external client that is in no group. */
final class ProducerColumn {

  private static final double FULL_HEIGHT = 60;
  private static final double SLIM_HEIGHT = 26;
  private static final double GAP = 9;

  private final Sketch sketch;
  private final GridPlan plan;

  ProducerColumn(Sketch sketch, GridPlan plan) {
    this.sketch = sketch;
    this.plan = plan;
  }

  void draw() {
    List<ClientView> clients = clientsOutsideGroups();
    Pen pen = sketch.background;
    pen.text(
        Font.body(11, Tone.MUTED),
        plan.producersX,
        24,
        sketch.texts.get("stage.producers"),
        Align.LEFT,
        plan.producersWidth);
    double top = GridPlan.CONTROLLER_TOP;
    double bottom = plan.captionY - GAP;
    boolean full = clients.size() * (FULL_HEIGHT + GAP) <= bottom - top;
    double height = full ? FULL_HEIGHT : SLIM_HEIGHT;
    double pitch = height + (full ? GAP : 4);
    int fitting = Math.max(1, (int) ((bottom - top) / pitch));
    int shown = clients.size() <= fitting ? clients.size() : fitting - 1;
    for (int i = 0; i < clients.size(); i++) {
      Rect rect =
          new Rect(plan.producersX, top + Math.min(i, shown) * pitch, plan.producersWidth, height);
      sketch.places.put(clients.get(i).id(), rect);
      if (i < shown) {
        card(clients.get(i), rect, full);
      }
    }
    if (shown < clients.size()) {
      pen.text(
          Font.body(11, Tone.MUTED),
          plan.producersX + 8,
          top + shown * pitch + 17,
          sketch.texts.get("stage.more", clients.size() - shown),
          Align.LEFT,
          plan.producersWidth - 16);
    }
    if (clients.isEmpty()) {
      pen.text(
          Font.body(11, Tone.FAINT),
          plan.producersX,
          top + 16,
          sketch.texts.get("stage.noProducer"),
          Align.LEFT,
          plan.producersWidth);
    }
  }

  private List<ClientView> clientsOutsideGroups() {
    Set<String> members = new HashSet<>();
    for (GroupView group : sketch.model.groups().values()) {
      group.members().stream().map(GroupMember::clientId).forEach(members::add);
    }
    return sketch.model.clients().values().stream()
        .filter(
            client ->
                client.id().kind() == Kind.PRODUCER
                    || (client.id().kind() == Kind.EXTERNAL
                        && !members.contains(client.id().name())))
        .toList();
  }

  private void card(ClientView client, Rect rect, boolean full) {
    Pen pen = sketch.background;
    boolean failing = ClientLook.isFailing(client);
    pen.panel(rect, failing ? Surface.CARD_BAD : Surface.CARD, 8);
    String chip = chip(client);
    double chipWidth = pen.width(chip, TextRole.MONO, 9.2) + 11;
    Rect chipRect = new Rect(rect.right() - chipWidth - 7, rect.y() + 6, chipWidth, 17);
    pen.panel(chipRect, Surface.CHIP_ACCENT, 8);
    pen.text(
        Font.mono(9.2, Tone.PLAIN),
        chipRect.centerX(),
        chipRect.y() + 12,
        chip,
        Align.CENTER,
        chipWidth);
    pen.text(
        Font.name(12, Tone.PLAIN),
        rect.x() + 9,
        rect.y() + 18.5,
        client.id().name(),
        Align.LEFT,
        chipRect.x() - rect.x() - 13);
    if (full) {
      double room = rect.w() - 18;
      sketch.cells.text(
          Font.mono(9.5, Tone.MUTED),
          rect.x() + 9,
          rect.y() + 35,
          secondLine(client),
          Align.LEFT,
          room);
      String error = client.lastError();
      if (failing && error != null) {
        sketch.cells.text(
            Font.monoBold(9.5, Tone.BAD), rect.x() + 9, rect.y() + 50, error, Align.LEFT, room);
      } else {
        sketch.cells.text(
            Font.body(10, Tone.MUTED),
            rect.x() + 9,
            rect.y() + 50,
            acknowledged(client),
            Align.LEFT,
            room);
      }
    }
    sketch.target(rect, new Selection.Client(client.id()), tooltip(client));
  }

  private String chip(ClientView client) {
    ProducerSettings settings = client.producer();
    return settings == null ? sketch.texts.get("client.external") : "acks=" + settings.acksWord();
  }

  private String secondLine(ClientView client) {
    ProducerSettings settings = client.producer();
    if (settings == null) {
      return client.address() == null ? "" : client.address();
    }
    return sketch.texts.get(
        "client.rate", Units.rate(settings.recordsPerSecond()), settings.lingerMs());
  }

  private String acknowledged(ClientView client) {
    Texts texts = sketch.texts;
    if (client.recordsAcknowledged() == 0) {
      return client.recordsRead() > 0
          ? texts.get("client.read", Units.count(client.recordsRead()))
          : texts.get("client.nothingYet");
    }
    String count = Units.count(client.recordsAcknowledged());
    return client.lastLatencyNanos() < 0
        ? texts.get("client.acked", count)
        : texts.get("client.ackedIn", count, Units.span(client.lastLatencyNanos()));
  }

  private String tooltip(ClientView client) {
    Texts texts = sketch.texts;
    String software = client.software() == null ? "" : "\n" + client.software();
    String error =
        client.lastError() == null
            ? ""
            : "\n"
                + texts.get(
                    "client.lastError",
                    client.lastError(),
                    Units.shortClock(client.lastErrorAtNanos()));
    return client.id()
        + software
        + "\n"
        + texts.get("client.acked", Units.count(client.recordsAcknowledged()))
        + "\n"
        + texts.get("client.retries", Units.count(client.retries()))
        + error;
  }
}
