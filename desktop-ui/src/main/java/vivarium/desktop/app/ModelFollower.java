package vivarium.desktop.app;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import vivarium.engine.api.LiveCluster;
import vivarium.engine.event.EventLog;
import vivarium.engine.event.Stamped;
import vivarium.engine.model.ClusterModel;

/**
 * Keeps a model of a running cluster up to date on a thread of its own, so that the event log never
 * forgets what the model has not seen. Flow events are left out: nobody draws this model.
 */
final class ModelFollower implements AutoCloseable {

  /** Often enough that the cluster need not wait. */
  private static final long PERIOD_MS = 50;

  private final EventLog.Follower events;
  private final ClusterModel model = new ClusterModel();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private final Thread thread;

  ModelFollower(LiveCluster cluster) {
    this.events = cluster.events().follow();
    this.thread = Thread.ofPlatform().daemon().name("model").start(this::follow);
  }

  private void follow() {
    while (!Thread.currentThread().isInterrupted()) {
      lock.lock();
      try {
        catchUp();
        advanced.await(PERIOD_MS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        return;
      } finally {
        lock.unlock();
      }
    }
  }

  private void catchUp() {
    events.read(this::apply);
  }

  private void apply(Stamped stamped) {
    if (!stamped.event().isFlow()) {
      model.apply(stamped);
    }
  }

  /** Asks the model something, as of now. The model must not be kept. */
  <T> T ask(Function<ClusterModel, T> question) {
    lock.lock();
    try {
      catchUp();
      return question.apply(model);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the model satisfies a condition; gives up after some seconds of wall clock. */
  boolean await(Predicate<ClusterModel> condition, int timeoutSeconds) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
    lock.lock();
    try {
      while (true) {
        catchUp();
        if (condition.test(model)) {
          return true;
        }
        if (System.nanoTime() >= deadline) {
          return false;
        }
        advanced.await(5, TimeUnit.MILLISECONDS);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    events.close();
  }
}
