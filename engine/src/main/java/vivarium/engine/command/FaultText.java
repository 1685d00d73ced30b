package vivarium.engine.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vivarium.engine.event.FaultSpec;
import vivarium.engine.event.FaultSpec.Fate;
import vivarium.engine.event.LinkScope;
import vivarium.engine.event.MessageChoice;
import vivarium.engine.event.NodeId;
import vivarium.engine.event.RequestScope;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.text.Quoted;
import vivarium.engine.text.Target;
import vivarium.engine.text.TimeText;
import vivarium.engine.text.Words;

/**
 * A fault in a person's words, such as {@code delay 1 2 200ms} or {@code error
 * NOT_LEADER_OR_FOLLOWER for next 3 Produce on orders-0}. To heal it, the same words name it, of
 * which those that say how much or how often may be left out.
 */
final class FaultText {

  /** The words that a fault begins with. */
  static final List<String> WORDS =
      List.of(
          "delay",
          "jitter",
          "loss",
          "bandwidth",
          "slow-cpu",
          "slow-disk",
          "disk-full",
          "error",
          "disconnect",
          "hold",
          "drop",
          "duplicate");

  private static final long NANOS_PER_MS = 1_000_000;

  private final String verb;
  private final List<String> words;
  private final boolean healing;

  private FaultText(String verb, List<String> words, boolean healing) {
    this.verb = verb;
    this.words = words;
    this.healing = healing;
  }

  /**
   * Takes the words of a fault off the front of a list.
   *
   * @param verb the word before them, one of {@link #WORDS}
   * @param healing whether they only name a fault that is there
   * @throws IllegalArgumentException naming the word that is wrong and what would be right
   */
  static CommandText.Fault take(String verb, List<String> words, boolean healing) {
    List<String> before = List.copyOf(words);
    CommandText.Fault fault = new FaultText(verb, words, healing).take();
    List<String> own = new ArrayList<>(before.subList(0, before.size() - words.size()));
    own.addFirst(verb);
    return new Spelled(List.copyOf(own), fault);
  }

  /** A fault with the words it was read from: what they say is all that it is. */
  private record Spelled(List<String> own, CommandText.Fault meaning) implements CommandText.Fault {
    @Override
    public FaultSpec resolve(Function<Target, NodeId> who) {
      return meaning.resolve(who);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Spelled spelled && own.equals(spelled.own);
    }

    @Override
    public int hashCode() {
      return own.hashCode();
    }

    @Override
    public String toString() {
      return Words.joined(own);
    }
  }

  private CommandText.Fault take() {
    return switch (verb) {
      case "delay" -> isOneMessage() ? oneMessage(Fate.DELAY) : delay();
      case "jitter" -> {
        Ends ends = ends();
        long ms = milliseconds();
        yield who -> new FaultSpec.LinkJitter(ends.resolve(who), ms);
      }
      case "loss" -> {
        Ends ends = ends();
        double probability = share("a loss such as 10% or 0.1", 0.5);
        yield who -> new FaultSpec.LinkLoss(ends.resolve(who), probability);
      }
      case "bandwidth" -> {
        Ends ends = ends();
        long bytes = number("bytes per second, such as 50000");
        yield who -> new FaultSpec.LinkBandwidth(ends.resolve(who), bytes);
      }
      case "slow-cpu" -> {
        Target node = Target.take(verb, words);
        long ms = milliseconds();
        yield who -> new FaultSpec.SlowCpu(who.apply(node), ms);
      }
      case "slow-disk" -> {
        Target node = Target.take(verb, words);
        long ms = milliseconds();
        yield who -> new FaultSpec.SlowDisk(who.apply(node), ms);
      }
      case "disk-full" -> {
        Target node = Target.take(verb, words);
        yield who -> new FaultSpec.DiskFull(who.apply(node));
      }
      case "error" -> {
        String error = next("the name of an error, such as NOT_LEADER_OR_FOLLOWER");
        Requests requests = requests();
        yield who -> new FaultSpec.ApiError(error, requests.resolve(who));
      }
      case "disconnect" -> {
        Requests requests = requests();
        yield who -> new FaultSpec.Disconnect(requests.resolve(who));
      }
      case "hold" -> oneMessage(Fate.HOLD);
      case "drop" -> oneMessage(Fate.DROP);
      case "duplicate" -> oneMessage(Fate.DUPLICATE);
      default -> throw new IllegalArgumentException("no fault is called '" + verb + "'");
    };
  }

  private CommandText.Fault delay() {
    Ends ends = ends();
    long ms = milliseconds();
    return who -> new FaultSpec.LinkDelay(ends.resolve(who), ms);
  }

  /** The two ends of a link: {@code 1 2}, {@code 1 -> 2}, {@code all -> 2}. */
  private Ends ends() {
    Target one = end();
    boolean oneWay = skip("->");
    Target other = end();
    return new Ends(one, other, oneWay);
  }

  /** One end; null for everybody. */
  private @Nullable Target end() {
    return skip("all") ? null : Target.take(verb, words);
  }

  private record Ends(@Nullable Target one, @Nullable Target other, boolean oneWay) {
    LinkScope resolve(Function<Target, NodeId> who) {
      return new LinkScope(
          one == null ? null : who.apply(one), other == null ? null : who.apply(other), !oneWay);
    }
  }

  private boolean isOneMessage() {
    return !words.isEmpty() && List.of("message", "next").contains(words.getFirst());
  }

  private CommandText.Fault oneMessage(Fate fate) {
    if (skip("message")) {
      long id = number("the number of a message that is under way");
      long ms = fate == Fate.DELAY ? by() : 0;
      return who -> new FaultSpec.OneMessage(fate, new MessageChoice.Numbered(id), ms);
    }
    require("next", "'message NUMBER' or 'next API from NODE to NODE'");
    String api = !words.isEmpty() && words.getFirst().equals("from") ? null : next("an API");
    require("from", "'from NODE to NODE'");
    Target from = Target.take(verb, words);
    require("to", "'to NODE'");
    Target to = Target.take(verb, words);
    long ms = fate == Fate.DELAY ? by() : 0;
    return who ->
        new FaultSpec.OneMessage(
            fate, new MessageChoice.Next(api, who.apply(from), who.apply(to)), ms);
  }

  private long by() {
    skip("by");
    return milliseconds();
  }

  /** {@code for next 3 Produce on orders-0 from 2 with probability 0.2}. */
  private Requests requests() {
    skip("for");
    skip("the");
    int count = RequestScope.UNTIL_HEALED;
    if (skip("next")) {
      boolean counted = !words.isEmpty() && words.getFirst().matches("\\d{1,9}");
      count = counted ? (int) number("how many") : 1;
      if (counted && count == 0) {
        throw new IllegalArgumentException("'next 0' strikes nothing: it must be 1 or more");
      }
    } else {
      skip("every");
    }
    String api = next("an API, such as Produce");
    TopicPartition partition = skip("on") ? Target.partition(next("a partition")) : null;
    Target server = null;
    if (skip("from")) {
      skip("broker");
      server = Target.take(verb, words);
    }
    double probability = 1;
    if (skip("with")) {
      require("probability", "'with probability 0.2'");
      probability = share("a probability such as 0.2 or 20%", 1);
    }
    return new Requests(api, partition, server, count, probability);
  }

  private record Requests(
      String api,
      @Nullable TopicPartition partition,
      @Nullable Target server,
      int count,
      double probability) {
    RequestScope resolve(Function<Target, NodeId> who) {
      return new RequestScope(
          api, partition, server == null ? null : who.apply(server), count, probability);
    }
  }

  private boolean skip(String word) {
    if (words.isEmpty() || !words.getFirst().equals(word)) {
      return false;
    }
    words.removeFirst();
    return true;
  }

  private void require(String word, String valid) {
    if (!skip(word)) {
      throw new IllegalArgumentException(
          words.isEmpty()
              ? "'%s' needs %s".formatted(verb, valid)
              : "'%s' stands where '%s' needs %s"
                  .formatted(Quoted.of(words.getFirst()), verb, valid));
    }
  }

  private String next(String what) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("'%s' needs %s".formatted(verb, what));
    }
    return words.removeFirst();
  }

  private long milliseconds() {
    if (healing && words.isEmpty()) {
      return 1; // How much it was does not name a fault.
    }
    String word = next(TimeText.VALID);
    long ms = TimeText.parseNanos(word) / NANOS_PER_MS;
    if (ms < 1 || ms > FaultSpec.MAX_MS) {
      throw new IllegalArgumentException(
          "'%s' is not valid: it must be between 1ms and 1h".formatted(Quoted.of(word)));
    }
    return ms;
  }

  private long number(String what) {
    boolean named = verb.equals("bandwidth") && healing && words.isEmpty();
    String word = named ? "1" : next(what);
    if (!word.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(
          "'%s' is not valid: it must be %s".formatted(Quoted.of(word), what));
    }
    return Long.parseLong(word);
  }

  private double share(String valid, double whenHealing) {
    if (healing && words.isEmpty()) {
      return whenHealing;
    }
    String word = next(valid);
    if (!word.matches("\\d{1,3}(\\.\\d{1,400})?%?")) {
      throw new IllegalArgumentException(
          "'%s' is not valid: it must be %s".formatted(Quoted.of(word), valid));
    }
    return word.endsWith("%")
        ? new BigDecimal(word.substring(0, word.length() - 1)).movePointLeft(2).doubleValue()
        : Double.parseDouble(word);
  }
}
