package vivarium.desktop.session;

import vivarium.engine.model.ClusterModel;

/** An earlier moment that is looked at: the playback head and what was true there. */
final class Past {

  private final History history;
  private ClusterModel model;
  private long nowNanos;
  private boolean playing;

  /** The moment after an event. */
  Past(History history, long seq) {
    this.history = history;
    this.model = history.at(seq, null);
    this.nowNanos = model.atNanos();
  }

  /** Goes to a moment. */
  void seek(long nanos, long lastSeq) {
    nowNanos = Math.max(nanos, history.fromNanos());
    model = history.at(history.seqAt(nowNanos, lastSeq), model);
  }

  /** Goes to the moment right after an event; returns whether it is still remembered. */
  boolean seekSeq(long seq) {
    model = history.at(seq, model);
    nowNanos = model.atNanos();
    return model.seq() == seq;
  }

  ClusterModel model() {
    return model;
  }

  long nowNanos() {
    return nowNanos;
  }

  boolean isPlaying() {
    return playing;
  }

  void setPlaying(boolean plays) {
    playing = plays;
  }
}
