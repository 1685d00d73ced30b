package vivarium.desktop.stage;

import vivarium.engine.model.ClientView;

/** How a client fares. */
public final class ClientLook {

  private ClientLook() {}

  /** Whether what it was told last was an error. */
  public static boolean isFailing(ClientView client) {
    return client.lastError() != null
        && client.lastErrorAtNanos() >= client.lastAcknowledgedAtNanos();
  }
}
