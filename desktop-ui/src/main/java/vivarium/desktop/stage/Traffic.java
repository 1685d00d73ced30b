package vivarium.desktop.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.stage.Grid.Row;
import vivarium.desktop.stage.Mark.Form;
import vivarium.desktop.stage.Shape.Point;
import vivarium.engine.event.ClusterEvent.Flow;
import vivarium.engine.event.ClusterEvent.Flow.Cargo;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.event.WaitReason;
import vivarium.engine.model.ClusterModel;
import vivarium.engine.model.CutLink;
import vivarium.engine.model.LostMessage;
import vivarium.engine.model.ParkedRequest;

/**
 * Where the messages under way are at a moment. A position follows from departure, arrival and the
 * moment alone, so pausing and slowing need nothing here. Keeps the routes of one frame.
 */
final class Traffic {

  /** More messages than this are shown by every second, third, … of them. */
  static final int MAX_MESSAGES = 12_000;

  /** What has nothing to do with what is focused on is only as strong as this. */
  private static final double FADED = 0.12;

  private static final long BURST_NANOS = 700_000_000L;
  private static final int MAX_WAITING_SHOWN = 5;
  private static final double RECORD_SIZE = 9;

  private static final Set<String> BACKGROUND_APIS =
      Set.of(
          "BrokerHeartbeat",
          "Heartbeat",
          "Fetch",
          "ApiVersions",
          "Metadata",
          "ListOffsets",
          "FindCoordinator",
          "OffsetFetch",
          "OffsetForLeaderEpoch",
          "InitProducerId");

  /** What only consumers ask, which tells where a client stands that writes and reads. */
  private static final Set<String> CONSUMER_APIS =
      Set.of(
          "Fetch",
          "ListOffsets",
          "OffsetForLeaderEpoch",
          "FindCoordinator",
          "JoinGroup",
          "SyncGroup",
          "Heartbeat",
          "LeaveGroup",
          "OffsetCommit",
          "OffsetFetch");

  /** With more messages than this a batch is one box without a number: more would be a fog. */
  private static final int DENSE = 1_500;

  private static final double BESIDE_WAY = 14;
  private static final double WAITING_APART = 9;

  private static final Point NOWHERE = new Point(0, 0);

  private final Grid grid;
  private final Map<NodeId, Rect> places;
  private final Map<NodeId, Rect> readers;
  private final Routes routes;

  /** Only where messages are not drawn one by one. */
  private final @Nullable CrowdedTraffic crowded;

  private List<Flight> flights = List.of();
  private boolean dense;

  private Traffic(Frame frame) {
    this.grid = frame.grid();
    this.places = frame.places();
    this.readers = frame.readers();
    this.routes = new Routes(grid, places, readers);
    this.crowded = grid.detail() == Grid.Detail.HEAT ? new CrowdedTraffic(frame) : null;
  }

  static Traffic in(Frame frame) {
    return new Traffic(frame);
  }

  /** Itself where everything stands as it stood, with what it knows of the messages under way. */
  Traffic inNext(Frame frame) {
    boolean same =
        grid.equals(frame.grid())
            && places.equals(frame.places())
            && readers.equals(frame.readers());
    return same ? this : in(frame);
  }

  /** What a message looks like, and its way. */
  private record Planned(Route route, Mark mark) {}

  /** A message under way with all that is drawn of it. */
  private record Flight(Flow.Sent message, List<Planned> plan) {}

  /**
   * Adds the messages of a moment, in order of departure.
   *
   * @param focus what alone is seen well; null for everything
   * @param calm whether they stand where they left and then where they arrive, instead of gliding
   * @return how many messages a mark stands for: 1, or more when there are too many to show each
   */
  int addTo(
      List<Mark> marks, ClusterModel model, long nowNanos, boolean calm, @Nullable Focus focus) {
    CrowdedTraffic crowd = crowded;
    if (crowd != null) {
      crowd.addTo(marks, model, nowNanos);
      bursts(marks, model, nowNanos);
      return 1;
    }
    List<Flow.Sent> flying = model.inFlight(nowNanos);
    int every = Math.max(1, (flying.size() + MAX_MESSAGES - 1) / MAX_MESSAGES);
    plan(flying, every);
    for (Flight flight : flights) {
      Flow.Sent message = flight.message();
      double span = Math.max(1, message.arrivalNanos() - message.departureNanos());
      double gone = (nowNanos - message.departureNanos()) / span;
      double part = calm ? Math.rint(gone) : gone;
      for (Planned each : flight.plan()) {
        Mark mark = each.route().at(part, each.mark());
        marks.add(focus == null || focus.concerns(message) ? mark : mark.faded(FADED));
      }
    }
    waiting(marks, model);
    bursts(marks, model, nowNanos);
    return every;
  }

  private void bursts(List<Mark> marks, ClusterModel model, long nowNanos) {
    for (LostMessage lost : model.lostSince(nowNanos - BURST_NANOS)) {
      burst(marks, model, lost, nowNanos);
    }
  }

  /** What is known of the messages last time is used again; both times they come by their ids. */
  private void plan(List<Flow.Sent> flying, int every) {
    boolean wasDense = dense;
    dense = flying.size() > DENSE;
    List<Flight> known = dense == wasDense ? flights : List.of();
    List<Flight> next = new ArrayList<>(flying.size());
    int at = 0;
    for (Flow.Sent message : flying) {
      if (message.messageId() % every != 0) {
        continue;
      }
      while (at < known.size() && known.get(at).message().messageId() < message.messageId()) {
        at++;
      }
      boolean isKnown = at < known.size() && known.get(at).message() == message;
      next.add(isKnown ? known.get(at) : new Flight(message, planAnew(message)));
    }
    flights = next;
  }

  private List<Planned> planAnew(Flow.Sent message) {
    List<Planned> plan = new ArrayList<>(1);
    for (Cargo cargo : drawn(message)) {
      Route route = route(message, cargo.partition());
      if (route != null) {
        plan.add(new Planned(route, mark(message, cargo, NOWHERE, 1)));
      }
    }
    Route bus = plan.isEmpty() && !isElsewhere(message) ? route(message, null) : null;
    if (bus != null) {
      plan.add(new Planned(bus, mark(message, null, NOWHERE, 1)));
    }
    return plan;
  }

  /**
   * What brokers exchange about partitions whose rows are out of sight is not to be seen either.
   */
  private boolean isElsewhere(Flow.Sent message) {
    return grid.view().hidesRows()
        && !message.cargo().isEmpty()
        && message.from().isBroker()
        && message.to().isBroker();
  }

  /**
   * What of a message's cargo has a mark of its own: each batch, and each partition of an
   * acknowledgement. A fetch without records and an error are one mark on the first row they
   * concern, because a dot for each partition of each fetch would be a fog.
   */
  private List<Cargo> drawn(Flow.Sent message) {
    List<Cargo> visible = new ArrayList<>();
    List<Cargo> batches = new ArrayList<>();
    for (Cargo cargo : message.cargo()) {
      if (grid.rowOf(cargo.partition()) != null) {
        visible.add(cargo);
        if (cargo.batch().recordCount() > 0) {
          batches.add(cargo);
        }
      }
    }
    boolean refused = message.error() != null;
    if (!batches.isEmpty() && !refused) {
      return batches;
    }
    boolean acknowledges = message.api().equals("Produce") && !refused;
    return acknowledges || visible.isEmpty() ? visible : visible.subList(0, 1);
  }

  private @Nullable Route route(Flow.Sent message, @Nullable TopicPartition partition) {
    return routes.route(
        message.from(),
        message.to(),
        partition,
        CONSUMER_APIS.contains(message.api()),
        !message.isRequest());
  }

  private Mark mark(Flow.Sent message, @Nullable Cargo cargo, Point point, double strength) {
    int records = cargo == null ? 0 : cargo.batch().recordCount();
    boolean reply = !message.isRequest();
    String error = message.error();
    if (error != null) {
      return new Mark(
          point.x(),
          point.y(),
          Form.ERROR,
          Mark.NO_HUES,
          records,
          Tone.BAD,
          10,
          strength,
          message.messageId(),
          1);
    }
    boolean carriesRecords = records > 0 && (message.api().equals("Produce") ? !reply : reply);
    if (carriesRecords && cargo != null) {
      return records(
          point, cargo, Form.RECORDS, strength, message.messageId(), dense ? 1 : Mark.MAX_HUES);
    }
    boolean background = BACKGROUND_APIS.contains(message.api());
    boolean produce = message.api().equals("Produce");
    return new Mark(
        point.x(),
        point.y(),
        reply ? Form.REPLY : Form.REQUEST,
        Mark.NO_HUES,
        0,
        produce ? Tone.GOOD : background ? Tone.MUTED : Tone.COORDINATION,
        produce ? 7.5 : background ? 3.4 : 6,
        strength * (background ? 0.55 : 1),
        message.messageId(),
        1);
  }

  private static Mark records(
      Point point, Cargo cargo, Form form, double strength, long messageId, int boxes) {
    int hues = Mark.NO_HUES;
    int shown = Math.min(cargo.batch().recordCount(), boxes);
    for (int i = 0; i < shown; i++) {
      long offset = cargo.batch().baseOffset() + i;
      hues = Mark.withHue(hues, Hues.of(cargo.batch().keyHashAt(offset)));
    }
    return new Mark(
        point.x(),
        point.y(),
        form,
        hues,
        boxes == Mark.MAX_HUES ? cargo.batch().recordCount() : shown,
        Tone.PLAIN,
        RECORD_SIZE,
        strength,
        messageId,
        1);
  }

  /** Requests in purgatory stand along the edge of what they wait for. */
  private void waiting(List<Mark> marks, ClusterModel model) {
    Map<Object, Integer> standing = new HashMap<>();
    for (ParkedRequest parked : model.parked()) {
      int column = grid.columnOf(parked.broker());
      if (column < 0) {
        continue;
      }
      Flow.Parked request = parked.request();
      boolean placed = false;
      for (Cargo cargo : request.cargo()) {
        Row row = grid.rowOf(cargo.partition());
        if (row != null && isInSight(grid.cell(column, row))) {
          Rect cell = grid.cell(column, row);
          boolean follower = request.client().isBroker();
          int place = standing.merge(List.of(row.partition(), follower), 1, Integer::sum) - 1;
          if (place < MAX_WAITING_SHOWN) {
            marks.add(waitingAtCell(cell, request, cargo, place));
          }
          placed = true;
        }
      }
      Rect header = grid.header(column);
      if (!placed && grid.insideX(header.centerX()) == header.centerX()) {
        int place = standing.merge(parked.broker(), 1, Integer::sum) - 1;
        // Beside the way of what goes to the broker, and not above another broker.
        double room = header.w() / 2 - BESIDE_WAY;
        if (place < Math.min(MAX_WAITING_SHOWN, room / WAITING_APART)) {
          marks.add(
              dot(
                  new Point(header.centerX() + BESIDE_WAY + place * WAITING_APART, header.y()),
                  request.reason() == WaitReason.GROUP ? Tone.COORDINATION : Tone.MUTED,
                  request));
        }
      }
    }
  }

  private boolean isInSight(Rect cell) {
    return grid.insideX(cell.centerX()) == cell.centerX()
        && grid.insideY(cell.centerY()) == cell.centerY();
  }

  private static Mark waitingAtCell(Rect cell, Flow.Parked request, Cargo cargo, int place) {
    double step = RECORD_SIZE + 4;
    return switch (request.reason()) {
      case REPLICATION ->
          records(
              new Point(cell.x() + cell.w() * 0.3 + 14 + place * step * 1.6, cell.y()),
              cargo,
              Form.WAITING,
              1,
              request.requestId(),
              Mark.MAX_HUES);
      case DATA ->
          dot(
              request.client().isBroker()
                  ? new Point(cell.centerX() + (place - 1) * 9 + 4.5, cell.bottom())
                  : new Point(cell.x() + cell.w() * 0.7 + 12 + place * 9, cell.y()),
              Tone.MUTED,
              request);
      case GROUP ->
          dot(new Point(cell.centerX() + place * 9, cell.y()), Tone.COORDINATION, request);
    };
  }

  private static Mark dot(Point point, Tone tone, Flow.Parked request) {
    return new Mark(
        point.x(),
        point.y(),
        Form.WAITING,
        Mark.NO_HUES,
        0,
        tone,
        tone == Tone.MUTED ? 4 : 7,
        0.75,
        request.requestId(),
        1);
  }

  private void burst(List<Mark> marks, ClusterModel model, LostMessage lost, long nowNanos) {
    long age = nowNanos - lost.atNanos();
    if (age < 0) {
      return;
    }
    Flow.Sent message = lost.message();
    double span = Math.max(1, message.arrivalNanos() - message.departureNanos());
    boolean wall = model.cutLinks().contains(new CutLink(message.from(), message.to()));
    double part =
        wall ? 0.5 : Math.clamp((lost.atNanos() - message.departureNanos()) / span, 0.0, 1.0);
    TopicPartition partition =
        message.cargo().isEmpty() ? null : message.cargo().getFirst().partition();
    Route route = route(message, partition);
    if (route == null) {
      return;
    }
    Point point = route.at(part);
    double fade = 1 - (double) age / BURST_NANOS;
    boolean background = BACKGROUND_APIS.contains(message.api());
    marks.add(
        new Mark(
            point.x(),
            point.y(),
            Form.BURST,
            Mark.NO_HUES,
            0,
            Tone.BAD,
            (background ? 8 : 16) * (1.3 - fade * 0.6),
            fade,
            message.messageId(),
            1));
  }
}
