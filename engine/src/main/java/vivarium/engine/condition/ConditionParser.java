package vivarium.engine.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vivarium.engine.condition.Condition.BrokerState;
import vivarium.engine.condition.Condition.Comparison;
import vivarium.engine.condition.Quantity.PartitionKind;
import vivarium.engine.event.GroupState;
import vivarium.engine.event.PartitionState;
import vivarium.engine.event.TopicPartition;
import vivarium.engine.text.Quoted;
import vivarium.engine.text.Target;
import vivarium.engine.text.Words;

/** Reads a {@link Condition}, from the left to the right, one method for each rule. */
final class ConditionParser {

  static final String PARTITION = "PARTITION";
  static final String GROUP = "GROUP";
  static final String BROKER = "BROKER";
  static final String ERROR = "ERROR";
  static final String NUMBER = "NUMBER";

  /** More brackets within each other than anyone means. */
  private static final int MAX_DEPTH = 20;

  private static final List<String> FIRST =
      Stream.of(
              Stream.of("ISR", "ELR", "leader", "lag"),
              Arrays.stream(PartitionKind.values()).map(PartitionKind::word),
              Stream.of("broker", "controller", "group", "error", "records", "("))
          .flatMap(words -> words)
          .toList();
  private static final List<String> SIGNS =
      Arrays.stream(Comparison.values()).map(Comparison::sign).toList();

  private final String text;
  private final List<Token> tokens;
  private int next;
  private int depth;

  /**
   * A word.
   *
   * @param at the character at which it begins, from 0
   * @param isName whether it stood in quotes, and is never a sign or a keyword
   */
  private record Token(String word, int at, boolean isName) {}

  ConditionParser(String text) {
    this.text = text;
    this.tokens = tokens(text);
  }

  private static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char letter = text.charAt(at);
      int end = at + 1;
      if (Character.isWhitespace(letter)) {
        at = end;
        continue;
      }
      if (letter == '"') {
        end = endOfName(text, at);
        tokens.add(new Token(Words.split(text.substring(at, end)).getFirst(), at, true));
        at = end;
        continue;
      }
      if ("<>=!".indexOf(letter) >= 0) {
        end += end < text.length() && text.charAt(end) == '=' ? 1 : 0;
      } else if ("()".indexOf(letter) < 0) {
        while (end < text.length() && !endsWord(text.charAt(end))) {
          end++;
        }
      }
      tokens.add(new Token(text.substring(at, end), at, false));
      at = end;
    }
    return tokens;
  }

  private static int endOfName(String text, int quote) {
    for (int at = quote + 1; at < text.length(); at++) {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.charAt(at) == '"') {
        return at + 1;
      }
    }
    throw new ConditionException(
        "character %d: a quote (\") is opened and not closed".formatted(quote + 1),
        quote + 1,
        List.of());
  }

  /** A name as it is read, in quotes if it needs them. */
  static String name(String name) {
    String quoted = Words.quoted(name);
    boolean isPlain =
        quoted.equals(name) && name.chars().noneMatch(letter -> endsWord((char) letter));
    return isPlain || quoted.startsWith("\"") ? quoted : '"' + name + '"';
  }

  private static boolean endsWord(char letter) {
    return Character.isWhitespace(letter) || "<>=!()\"".indexOf(letter) >= 0;
  }

  Condition parse() {
    Condition condition = or();
    if (next < tokens.size()) {
      throw unexpected(List.of("and", "or"));
    }
    return condition;
  }

  private Condition or() {
    Condition condition = and();
    while (skip("or")) {
      condition = new Condition.Or(condition, and());
    }
    return condition;
  }

  private Condition and() {
    Condition condition = term();
    while (skip("and")) {
      condition = new Condition.And(condition, term());
    }
    return condition;
  }

  private Condition term() {
    Token first = take(FIRST, FIRST);
    for (PartitionKind kind : PartitionKind.values()) {
      if (kind.word().equals(first.word())) {
        return compare(new Quantity.Partitions(kind));
      }
    }
    return switch (first.word()) {
      case "(" -> bracket(first);
      case "ISR" -> compare(new Quantity.IsrOf(of()));
      case "ELR" -> compare(new Quantity.ElrOf(of()));
      case "leader" -> leader(of());
      case "lag" -> lag();
      case "broker" -> broker();
      case "controller" -> {
        take(List.of("changes"), List.of("changes"));
        yield new Condition.ControllerChanges();
      }
      case "group" -> group();
      case "error" -> new Condition.ErrorTold(error());
      default -> compare(records());
    };
  }

  private Quantity records() {
    List<String> fates = List.of("lost", "duplicated", "reordered");
    return switch (take(fates, fates).word()) {
      case "lost" -> new Quantity.RecordsLost();
      case "duplicated" -> new Quantity.RecordsDuplicated();
      default -> new Quantity.RecordsReordered();
    };
  }

  private Condition bracket(Token open) {
    if (++depth > MAX_DEPTH) {
      throw new ConditionException(
          "character %d: more than %d brackets stand within each other"
              .formatted(open.at() + 1, MAX_DEPTH),
          open.at() + 1,
          List.of());
    }
    Condition inner = or();
    take(List.of(")"), List.of("and", "or", ")"));
    depth--;
    return inner;
  }

  private TopicPartition of() {
    take(List.of("of"), List.of("of"));
    return partition();
  }

  private TopicPartition partition() {
    Token token = takeName(PARTITION);
    int dash = token.word().lastIndexOf('-');
    if (dash < 1 || !token.word().substring(dash + 1).matches("\\d{1,6}")) {
      throw invalid(token, List.of(PARTITION));
    }
    return Target.partition(token.word());
  }

  private Condition leader(TopicPartition partition) {
    String how = take(List.of("changes", "=", "!="), List.of("changes", "=", "!=")).word();
    if (how.equals("changes")) {
      return new Condition.LeaderChanges(partition);
    }
    Token who = takeName(BROKER, "none");
    int leader =
        who.word().equals("none") ? PartitionState.NO_LEADER : (int) number(who, 6, BROKER, "none");
    return new Condition.Leader(partition, leader, how.equals("="));
  }

  private Condition lag() {
    take(List.of("of"), List.of("of"));
    String group = takeName(GROUP).word();
    TopicPartition partition = skip("on") ? partition() : null;
    return compare(new Quantity.LagOf(group, partition), partition == null ? "on" : null);
  }

  private Condition broker() {
    int id = (int) number(takeName(BROKER), 6, BROKER);
    take(List.of("is"), List.of("is"));
    List<String> states = Arrays.stream(BrokerState.values()).map(BrokerState::word).toList();
    String state = take(states, states).word();
    return new Condition.Broker(id, BrokerState.values()[states.indexOf(state)]);
  }

  private Condition group() {
    String group = takeName(GROUP).word();
    take(List.of("is"), List.of("is"));
    List<String> states = Arrays.stream(GroupState.values()).map(GroupState::kafkaName).toList();
    String state = take(states, states).word();
    return new Condition.Group(group, GroupState.values()[states.indexOf(state)]);
  }

  private String error() {
    Token token = takeName(ERROR);
    if (!token.word().matches("[A-Z][A-Z0-9_]{1,60}")) {
      throw invalid(token, List.of(ERROR));
    }
    return token.word();
  }

  private Condition compare(Quantity quantity) {
    return compare(quantity, null);
  }

  private Condition compare(Quantity quantity, @Nullable String orWord) {
    List<String> valid = new ArrayList<>(SIGNS);
    if (orWord != null) {
      valid.add(orWord);
    }
    String sign = take(SIGNS, valid).word();
    long number = number(takeName(NUMBER), 18, NUMBER);
    return new Condition.Compare(quantity, Comparison.values()[SIGNS.indexOf(sign)], number);
  }

  private long number(Token token, int digits, String... valid) {
    if (!token.word().matches("\\d{1," + digits + "}")) {
      throw invalid(token, List.of(valid));
    }
    return Long.parseLong(token.word());
  }

  private boolean skip(String word) {
    boolean found = next < tokens.size() && isWord(tokens.get(next), word);
    next += found ? 1 : 0;
    return found;
  }

  private static boolean isWord(Token token, String word) {
    return !token.isName() && token.word().equals(word);
  }

  /** Takes one of some words; the complaint lists what is valid, which may be more. */
  private Token take(List<String> words, List<String> valid) {
    if (next < tokens.size() && words.stream().anyMatch(word -> isWord(tokens.get(next), word))) {
      return tokens.get(next++);
    }
    throw unexpected(valid);
  }

  /** Takes a name or a number, which may be any word but a sign. */
  private Token takeName(String... valid) {
    if (next < tokens.size()) {
      Token token = tokens.get(next);
      if (token.isName() || !endsWord(token.word().charAt(0))) {
        next++;
        return token;
      }
    }
    throw unexpected(List.of(valid));
  }

  private ConditionException unexpected(List<String> valid) {
    if (next < tokens.size()) {
      return invalid(tokens.get(next), valid);
    }
    return new ConditionException(
        text.isBlank()
            ? "the condition is empty: it must begin with " + described(valid)
            : "the condition ends too early: after '%s' comes %s"
                .formatted(Quoted.of(tokens.getLast().word()), described(valid)),
        text.length() + 1,
        valid);
  }

  private static ConditionException invalid(Token token, List<String> valid) {
    return new ConditionException(
        "character %d: '%s' is not valid here: it must be %s"
            .formatted(token.at() + 1, Quoted.of(token.word()), described(valid)),
        token.at() + 1,
        valid);
  }

  private static String described(List<String> valid) {
    List<String> words = valid.stream().map(ConditionParser::described).toList();
    return words.size() == 1
        ? words.getFirst()
        : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }

  private static String described(String valid) {
    return switch (valid) {
      case PARTITION -> "a partition, such as orders-0";
      case GROUP -> "the name of a group";
      case BROKER -> "the id of a broker, such as 2";
      case ERROR -> "the name of an error, such as NOT_ENOUGH_REPLICAS";
      case NUMBER -> "a number from 0";
      default -> "'" + valid + "'";
    };
  }
}
