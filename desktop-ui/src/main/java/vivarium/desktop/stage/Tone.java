package vivarium.desktop.stage;

/** What a colour says. Good, warn and bad never stand without an icon and a word. */
public enum Tone {
  /** Ordinary text and lines. */
  PLAIN,
  /** Text that may be overlooked. */
  MUTED,
  /** Hardly there: gone, idle, not for now. */
  FAINT,
  /** The leader, and what is selected. */
  ACCENT,
  /** In sync, running, Stable. */
  GOOD,
  /** Under-replicated, at min ISR, rebalancing, frozen. */
  WARN,
  /** Offline, under min ISR, dead. */
  BAD,
  /** Coordination and groups. */
  COORDINATION
}
