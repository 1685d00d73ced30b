package vivarium.engine.zookeeper;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vivarium.engine.disk.StoredSnapshot;
import vivarium.engine.event.ClusterEvent.Coordination;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.QuorumRole;
import vivarium.engine.event.Stamped;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.fault.Blame;
import vivarium.engine.log.RecordBatch;
import vivarium.engine.net.NodeContext;
import vivarium.engine.net.NodeProcess;
import vivarium.engine.net.Request;

/**
 * The process of one server of an ensemble: its log and tree, the part it plays, and the clients it
 * serves. It looks for a leader, then leads or follows; whatever goes wrong, it looks again.
 *
 * <pre>
 *   looking → leading     a majority voted for it
 *           → following   a majority voted for another, or follows one already
 *   leading, following → looking   without word of a majority, or of its leader, for too long
 * </pre>
 */
public final class ZooKeeperServer implements NodeProcess {

  /** The transaction log on a server's disk. */
  public static final TopicPartition LOG = TxnLog.PARTITION;

  private final NodeContext context;
  private final Blame blame;
  private final List<Integer> ensemble;
  private final EnsembleTimes times;
  private final EnsembleHistory history;
  private final TxnLog log;
  private final Election election;
  private final ServedSessions clients;
  private final TreeMap<Long, Long> causes = new TreeMap<>();
  private ZnodeTree tree = new ZnodeTree();
  private long appliedOffset;
  private long lastZxid;
  private long snapshotBytes;
  private @Nullable Leading leading;
  private @Nullable Following following;

  /**
   * @param ensemble ids of all servers, this one included
   * @param history shared by the servers, so that each transaction is told of once
   */
  public ZooKeeperServer(
      NodeContext context,
      Blame blame,
      List<Integer> ensemble,
      EnsembleTimes times,
      EnsembleHistory history) {
    this.context = context;
    this.blame = blame;
    this.ensemble = List.copyOf(ensemble);
    this.times = times;
    this.history = history;
    this.log = new TxnLog(context.disk());
    this.election = new Election(this);
    this.clients = new ServedSessions(this);
  }

  @Override
  public void start() {
    loadTree();
    look("it starts");
  }

  /** Takes the snapshot and what is known as committed after it. */
  private void loadTree() {
    tree = log.snapshotTree();
    StoredSnapshot snapshot = log.storedSnapshot();
    appliedOffset = snapshot == null ? 0 : snapshot.endOffset();
    lastZxid = snapshot == null ? 0 : (long) snapshot.epoch() << 32 | (snapshot.endOffset() - 1);
    for (RecordBatch batch : log.read(appliedOffset, log.committed())) {
      applyTo(tree, batch);
      appliedOffset = batch.nextOffset();
      lastZxid = TxnLog.zxid(batch);
    }
  }

  private static void applyTo(ZnodeTree tree, RecordBatch batch) {
    for (Change change : TxnLog.decode(batch).changes()) {
      tree.expand(change).forEach(each -> tree.apply(each, TxnLog.zxid(batch)));
    }
  }

  /** The tree after every transaction in the log, committed or not. */
  ZnodeTree treeOfAll() {
    ZnodeTree all = tree.copy();
    log.read(appliedOffset, log.endOffset()).forEach(batch -> applyTo(all, batch));
    return all;
  }

  void install(StoredSnapshot snapshot) {
    log.install(snapshot);
    loadTree();
    context.emit(new Coordination.SnapshotLoaded(snapshot.endOffset()));
  }

  @Override
  public void receive(Request request) {
    switch (request.body()) {
      case PeerMessage.Notification vote -> election.handle(request, vote);
      case PeerMessage.Proposal proposal when following != null ->
          following.handle(request, proposal);
      case PeerMessage message when leading != null -> handleAsLeader(request, message, leading);
      case PeerMessage unused -> request.reply(new PeerMessage.Refused());
      case ClientMessage message -> clients.handle(request, message);
      default ->
          throw new IllegalArgumentException(
              context.self() + " cannot serve " + request.body().getClass().getSimpleName());
    }
  }

  private void handleAsLeader(Request request, PeerMessage message, Leading leader) {
    int from = request.from().number();
    switch (message) {
      case PeerMessage.FollowerInfo info -> leader.handle(request, info);
      case PeerMessage.AckEpoch ack -> leader.handle(request, ack);
      case PeerMessage.Synced synced -> leader.handle(request, synced);
      case PeerMessage.Forward(long sessionId, long xid, ZkOp.Write op) -> {
        request.reply(new PeerMessage.Received());
        leader.submit(from, sessionId, xid, op);
      }
      case PeerMessage.Revalidate(long sessionId, long password) ->
          request.reply(
              leader.serves()
                  ? new PeerMessage.Revalidated(leader.revalidate(from, sessionId, password))
                  : new PeerMessage.Refused());
      default -> request.reply(new PeerMessage.Refused()); // A leader of an earlier epoch's.
    }
  }

  /** Gives up what it was and looks for a leader. */
  void look(String reason) {
    endRole();
    clients.dropAll();
    tellRole(QuorumRole.UNATTACHED, acceptedEpoch(), -1, reason);
    election.begin();
  }

  private void endRole() {
    if (leading != null) {
      Leading ended = leading;
      leading = null;
      ended.end();
    }
    if (following != null) {
      Following ended = following;
      following = null;
      ended.end();
    }
    causes.clear();
  }

  void lead() {
    leading = new Leading(this);
    leading.begin();
  }

  void follow(int leader) {
    following = new Following(this, leader);
    following.begin();
  }

  void tellRole(QuorumRole role, int epoch, int leader, String reason) {
    context.emit(new Coordination.QuorumRoleChanged(role, epoch, leader, reason));
  }

  PeerMessage.Standing standing() {
    return leading != null
        ? PeerMessage.Standing.LEADING
        : following != null ? PeerMessage.Standing.FOLLOWING : PeerMessage.Standing.LOOKING;
  }

  /** Whom it follows, or itself; -1 while it looks for a leader. */
  int leader() {
    return leading != null ? id() : following != null ? following.leader() : -1;
  }

  /** Whether clients may ask it. */
  boolean serves() {
    return leading != null ? leading.serves() : following != null && following.serves();
  }

  /** Carries out what is committed and was not before. */
  void commit(long offset) {
    if (offset <= log.committed()) {
      return;
    }
    log.log().setHighWatermark(offset);
    while (appliedOffset < log.committed()) {
      RecordBatch batch = log.read(appliedOffset, log.committed()).getFirst();
      appliedOffset = batch.nextOffset();
      lastZxid = TxnLog.zxid(batch);
      apply(batch);
    }
    takeSnapshotIfDue();
  }

  private void apply(RecordBatch batch) {
    Txn txn = TxnLog.decode(batch);
    long before = context.cause();
    context.setCause(causes.getOrDefault(batch.baseOffset(), before));
    causes.remove(batch.baseOffset());
    ZnodeTree.Session author = tree.session(txn.sessionId());
    List<Change> changes = txn.changes().stream().flatMap(c -> tree.expand(c).stream()).toList();
    changes.forEach(change -> tree.apply(change, lastZxid));
    if (history.isNews(batch.nextOffset())) {
      context.emit(new Coordination.MetadataCommitted(batch.nextOffset()));
      NodeId whose = author == null ? context.self() : author.client();
      history.listener().committed(context, whose, lastZxid, changes);
    }
    for (Change change : changes) {
      clients.trigger(change);
      if (leading != null) {
        leading.applied(change);
      }
    }
    clients.applied(txn, lastZxid);
    context.setCause(before);
    snapshotBytes += batch.sizeBytes();
  }

  private void takeSnapshotIfDue() {
    if (snapshotBytes >= times.snapshotAfterBytes()) {
      snapshotBytes = 0;
      log.snapshot(tree, appliedOffset, context.nowMs());
      context.emit(new Coordination.SnapshotTaken(appliedOffset), Stamped.NO_CAUSE);
    }
  }

  /** Remembers why a transaction was proposed, for when it is committed. */
  void proposedBecause(long offset, long cause) {
    causes.put(offset, cause);
  }

  void submit(long sessionId, long xid, ZkOp.Write op) {
    if (leading != null) {
      leading.submit(id(), sessionId, xid, op);
    } else if (following != null) {
      following.submit(sessionId, xid, op);
    }
  }

  void revalidate(long sessionId, long password, Following.SessionCheck check) {
    if (leading != null) {
      check.checked(leading.revalidate(id(), sessionId, password));
    } else if (following != null) {
      following.revalidate(sessionId, password, check);
    }
  }

  void heardOf(long sessionId) {
    if (leading != null) {
      leading.heardOf(sessionId);
    } else if (following != null) {
      following.heardOf(sessionId);
    }
  }

  @Override
  public void shutDown() {
    endRole();
    clients.dropAll();
    context.exit();
  }

  static NodeId node(int id) {
    return NodeId.zookeeper(id);
  }

  NodeContext context() {
    return context;
  }

  EnsembleTimes times() {
    return times;
  }

  TxnLog log() {
    return log;
  }

  /** What is committed, as far as this server knows. */
  ZnodeTree tree() {
    return tree;
  }

  /** The last transaction that this server has carried out. */
  long lastZxid() {
    return lastZxid;
  }

  int id() {
    return context.self().number();
  }

  int size() {
    return ensemble.size();
  }

  int majority() {
    return ensemble.size() / 2 + 1;
  }

  List<Integer> peers() {
    return ensemble.stream().filter(each -> each != id()).toList();
  }

  int acceptedEpoch() {
    return Math.max(context.disk().vote().epoch(), log.lastEpoch());
  }

  long whySilent(int peer) {
    return blame.whySilent(context.self(), node(peer));
  }

  /** Why followers are not heard. */
  long whyAlone() {
    return peers().stream().mapToLong(this::whySilent).max().orElse(Stamped.NO_CAUSE);
  }

  /** Why a client is heard by no server. */
  long whyUnheard(NodeId client) {
    return ensemble.stream()
        .mapToLong(each -> blame.whySilent(node(each), client))
        .max()
        .orElse(Stamped.NO_CAUSE);
  }
}
