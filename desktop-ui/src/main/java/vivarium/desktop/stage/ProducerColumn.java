package vivarium.desktop.stage;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.stage.Pen.Font;
import vivarium.desktop.stage.Shape.Align;
import vivarium.desktop.stage.Shape.Surface;
import vivarium.engine.event.NodeId.Kind;
import vivarium.engine.event.ProducerSettings;
import vivarium.engine.model.ClientView;

/** Producers on the left, and with them clients from outside of which no role is known yet. */
final class ProducerColumn {

  private static final double FULL_HEIGHT = 60;
  private static final double SLIM_HEIGHT = 26;
  private static final double GAP = 9;

  /** Between a name and the badge beside it. */
  private static final double NAME_GAP = 5;

  /** So long a client from outside that went is still drawn. */
  private static final long GONE_NANOS = 60_000_000_000L;

  private final Sketch sketch;
  private final GridPlan plan;

  ProducerColumn(Sketch sketch, GridPlan plan) {
    this.sketch = sketch;
    this.plan = plan;
  }

  void draw() {
    List<ClientView> clients = producers();
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

  private List<ClientView> producers() {
    List<ClientView> producers =
        Stream.concat(sketch.model.clients().values().stream(), goneLately())
            .filter(client -> client.isProducer() || (!client.isConsumer() && !isMember(client)))
            .toList();
    List<String> order =
        Places.order(
            producers.stream().map(client -> client.id().name()).toList(),
            sketch.options.places().producers());
    return producers.stream()
        .sorted(Comparator.comparingInt(client -> order.indexOf(client.id().name())))
        .toList();
  }

  private Stream<ClientView> goneLately() {
    return sketch.model.goneClients().values().stream()
        .filter(client -> sketch.nowNanos - client.disconnectedAtNanos() < GONE_NANOS);
  }

  private boolean isMember(ClientView client) {
    return sketch.model.groups().values().stream()
        .flatMap(group -> group.members().stream())
        .anyMatch(member -> member.clientId().equals(client.id().name()));
  }

  private void card(ClientView client, Rect rect, boolean full) {
    Pen pen = sketch.background;
    boolean failing = ClientLook.isFailing(client);
    pen.panel(rect, surface(client), 8);
    String chip = chip(client);
    double chipWidth = pen.width(chip, TextRole.MONO, 10) + 6;
    Rect chipRect = new Rect(rect.right() - chipWidth - 7, rect.y() + 6, chipWidth, 17);
    pen.panel(chipRect, Surface.CHIP_ACCENT, 8);
    pen.text(
        Font.mono(10, Tone.PLAIN),
        chipRect.centerX(),
        chipRect.y() + 12,
        chip,
        Align.CENTER,
        chipWidth);
    String name = client.id().name();
    double nameRoom = chipRect.x() - rect.x() - 9 - NAME_GAP;
    String yours = sketch.texts.get("client.yours", name);
    boolean saysYours =
        client.id().kind() == Kind.EXTERNAL
            && client.isProducer()
            && pen.width(yours, TextRole.NAME, 12) <= nameRoom;
    pen.text(
        pen.shrunk(
            Font.name(12, client.isConnected() ? Tone.PLAIN : Tone.MUTED),
            saysYours ? yours : name,
            nameRoom),
        rect.x() + 9,
        rect.y() + 18.5,
        saysYours ? yours : name,
        Align.LEFT,
        nameRoom);
    if (full) {
      double room = rect.w() - 18;
      String error = failing ? client.lastError() : null;
      Font wrong = Font.monoBold(10, Tone.BAD);
      boolean isLong = error != null && pen.width(error, wrong.role(), wrong.size()) > room;
      if (!isLong) {
        secondLine(client, rect, room);
      }
      if (error != null) {
        error(wrong, error, isLong, rect, room);
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

  private static Surface surface(ClientView client) {
    if (!client.isConnected()) {
      return Surface.BROKER_STOPPED;
    }
    return ClientLook.isFailing(client) ? Surface.CARD_BAD : Surface.CARD;
  }

  private void secondLine(ClientView client, Rect rect, double room) {
    Font font = Font.mono(10, Tone.MUTED);
    List<String> candidates = secondLine(client);
    String fitting =
        candidates.stream()
            .filter(text -> sketch.cells.width(text, font.role(), font.size()) <= room)
            .findFirst()
            .orElse(candidates.getLast());
    sketch.cells.text(font, rect.x() + 9, rect.y() + 35, fitting, Align.LEFT, room);
  }

  /** Kafka's names are long, and none may be cut: such a one has the line above, too. */
  private void error(Font font, String error, boolean isLong, Rect rect, double room) {
    double x = rect.x() + 9;
    int half = isLong ? error.indexOf('_', error.length() / 2 - 4) + 1 : 0;
    if (half > 0) {
      sketch.cells.text(font, x, rect.y() + 35, error.substring(0, half), Align.LEFT, room);
    }
    sketch.cells.text(font, x, rect.y() + 50, error.substring(half), Align.LEFT, room);
  }

  private String chip(ClientView client) {
    String acks = ClientLook.acksWord(client);
    return acks.isEmpty() ? sketch.texts.get("client.external") : "acks=" + acks;
  }

  /** What it does, longest first. */
  private List<String> secondLine(ClientView client) {
    Texts texts = sketch.texts;
    if (!client.isConnected()) {
      return List.of(
          texts.get("client.goneSince", Units.shortClock(client.disconnectedAtNanos())),
          texts.get("client.gone"));
    }
    ProducerSettings settings = client.producer();
    if (settings != null) {
      return secondLine(settings);
    }
    String address = client.address() == null ? "" : client.address();
    if (!client.isProducer()) {
      return List.of(address);
    }
    String rate = Units.roundRate(client.acknowledgedPerSecond(sketch.nowNanos));
    return List.of(
        texts.get("client.rateNow", rate, address),
        texts.get("client.rateNow", rate, texts.get("client.external")));
  }

  /** With fewer acks than all it goes without saying that nothing is idempotent. */
  private List<String> secondLine(ProducerSettings settings) {
    Texts texts = sketch.texts;
    String rate = Units.rate(settings.recordsPerSecond());
    String usual = texts.get("client.rate", rate, settings.lingerMs());
    if (settings.idempotent()
        || settings.acks() != ProducerSettings.ACKS_ALL
        || settings.clientId().equals(ProducerSettings.BY_HAND)) {
      return List.of(usual);
    }
    String off = texts.get("client.notIdempotent");
    return List.of(usual + " · " + off, texts.get("client.rateAlone", rate) + " · " + off, off);
  }

  private String acknowledged(ClientView client) {
    Texts texts = sketch.texts;
    if (client.isProducer() && ClientLook.acksWord(client).equals("0")) {
      return texts.get("client.neverTold");
    }
    if (client.recordsAcknowledged() == 0) {
      return texts.get(client.isProducer() ? "client.nothingYet" : "client.connected");
    }
    String count = Units.count(client.recordsAcknowledged());
    return client.lastLatencyNanos() < 0
        ? texts.get("client.acked", count)
        : texts.get("client.ackedIn", count, Units.span(client.lastLatencyNanos()));
  }

  private String tooltip(ClientView client) {
    Texts texts = sketch.texts;
    String address = client.address() == null ? "" : " · " + client.address();
    String software = client.software() == null ? "" : "\n" + client.software();
    String error =
        client.lastError() == null
            ? ""
            : "\n"
                + texts.get(
                    "client.lastError",
                    client.lastError(),
                    Units.shortClock(client.lastErrorAtNanos()));
    ProducerSettings settings = client.producer();
    String configs =
        settings == null
            ? ""
            : "\nacks=%s · enable.idempotence=%s · linger.ms=%d · batch.size=%d"
                .formatted(
                    settings.acksWord(),
                    settings.idempotent(),
                    settings.lingerMs(),
                    settings.batchSizeBytes());
    return ClientLook.title(client.id(), texts)
        + address
        + software
        + configs
        + "\n"
        + texts.get("client.acked", Units.count(client.recordsAcknowledged()))
        + "\n"
        + texts.get("client.retries", Units.count(client.retries()))
        + error;
  }
}
