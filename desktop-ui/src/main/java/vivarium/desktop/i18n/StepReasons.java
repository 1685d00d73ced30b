package vivarium.desktop.i18n;

import java.util.List;
import vivarium.desktop.i18n.Phrases.Phrase;

/**
 * What is wrong with a command or a condition in a person's words, which their readers word in
 * English, in the window's language.
 */
final class StepReasons {

  /** The first that fits counts; what stands in parentheses is worded in its turn. */
  static final Phrases KNOWN =
      new Phrases(
          List.of(
              // Of any words.
              Phrase.of("a quote \\((.)\\) is opened and not closed", "step.unclosed"),
              // Of a condition.
              Phrase.of("character (\\d+): (.+)", "step.character"),
              Phrase.of("'(.+)' is not valid here: it must be (.+)", "step.notHere"),
              Phrase.of("more than (\\d+) brackets stand within each other", "step.brackets"),
              Phrase.of("the condition is empty: it must begin with (.+)", "step.noCondition"),
              Phrase.of("the condition ends too early: after '(.+)' comes (.+)", "step.endsEarly"),
              Phrase.exactly("the name of a group", "step.groupName"),
              Phrase.of("the id of a broker, such as (\\S+) or (\\S+)", "step.brokerIdOr"),
              // Of a command.
              Phrase.of("the line is empty: it must be a command, one of (.+)", "step.noWords"),
              Phrase.of("no command is called '(.*?)'; there are (.+)", "step.noCommand"),
              Phrase.of("'(.+)' is too much after '(.+)'", "step.tooMuch"),
              Phrase.of("'(\\S+(?: \\S+)?)' needs (.+)", "step.needs"),
              Phrase.of("'(.+)' stands where '(.+)' needs (.+)", "step.needsInstead"),
              Phrase.exactly(
                  "'next 0' strikes nothing: it must be 1 or more", "step.strikesNothing"),
              Phrase.of(
                  "'(.+)' names no node: it must be a node's id, (.+) or ('it')", "step.noNode"),
              Phrase.of(
                  "'(.+)' is not a partition: it must be a topic and a number, such as (.+)",
                  "step.noPartition"),
              Phrase.of(
                  "'(.+)' is no setting: it must be a name and a value, such as (.+)",
                  "step.noSetting"),
              Phrase.of("'(.+)' stands here twice; give it once", "step.twice"),
              Phrase.of(
                  "nothing called '(.+)' has settings: it must be (.+)", "step.hasNoSettings"),
              Phrase.of(
                  "nothing called '(.+)' can be added; brokers, controllers, topics, producers and"
                      + " consumers can: (.+)",
                  "step.cannotAdd"),
              Phrase.of(
                  "nothing called '(.+)' can be removed; brokers, controllers, topics, producers"
                      + " and consumers can: (.+)",
                  "step.cannotRemove"),
              Phrase.of(
                  "'(.+)' is no part of a record; there are (.+) and (header NAME=VALUE)",
                  "step.noPart"),
              Phrase.of("(\\d+) headers are too many: at most (\\d+)", "step.manyHeaders"),
              // What a command needs.
              Phrase.of("the id of a broker, such as (.+)", "step.brokerId"),
              Phrase.of("a partition, such as ('.+'), or ('.+')", "step.partitionOr"),
              Phrase.of("a partition, such as (.+)", "step.partitionSuchAs"),
              Phrase.exactly("a partition", "step.partition"),
              Phrase.of(
                  "a topic and how many partitions it is to have, such as (.+)",
                  "step.topicAndCount"),
              Phrase.of(
                  "a partition and brokers, such as (.+), or 'cancel' in their place",
                  "step.partitionAndBrokers"),
              Phrase.of("a topic and what the record has, such as (.+)", "step.topicAndRecord"),
              Phrase.of("a name and a value, such as (.+)", "step.nameAndValue"),
              Phrase.of("a name and its settings, such as (.+)", "step.nameAndSettings"),
              Phrase.of("a name, such as (.+)", "step.name"),
              Phrase.exactly("its name", "step.itsName"),
              Phrase.of("its id, such as (.+)", "step.itsId"),
              Phrase.of("the rack's name, such as (.+)", "step.rackName"),
              Phrase.of("to know what, such as (.+)", "step.toKnowWhat"),
              Phrase.of("a broker and its id, such as (.+)", "step.brokerAndId"),
              Phrase.of("a group, such as (.+)", "step.group"),
              Phrase.of("a producer or a consumer, such as (.+)", "step.client"),
              Phrase.of("what and a value, such as (.+) or (.+)", "step.whatAndValue"),
              Phrase.of("what goes back to its default, such as (.+) or (.+)", "step.whatGoesBack"),
              Phrase.of("('message NUMBER') or ('next .+')", "file.or"),
              Phrase.exactly("an API", "step.api"),
              Phrase.of("an API, such as (.+)", "step.apiSuchAs"),
              Phrase.of("the name of an error, such as (\\S+)", "step.error"),
              Phrase.of("bytes per second, such as (.+)", "step.bytes"),
              Phrase.of("a loss such as (\\S+) or (\\S+)", "step.loss"),
              Phrase.of("a probability such as (\\S+) or (\\S+)", "step.probability"),
              Phrase.exactly("the number of a message that is under way", "step.message"),
              Phrase.of("between (\\S+) and (\\S+)", "step.between"),
              // What a command, whose words are right, cannot be done to now.
              Phrase.of("no node has id (\\d+); there are (.+)", "step.noNodeNow"),
              Phrase.of("no client is called '(.+)'; there are (.+)", "step.noClientNow"),
              Phrase.exactly("no controller is active", "step.noController"),
              Phrase.of("(\\S+) has no leader", "step.noLeader"),
              Phrase.of("(\\S+) has (\\d+) running followers", "step.fewFollowers"),
              Phrase.exactly("'it' means whom the last command named: none did", "step.noneNamed"),
              Phrase.of("both ends of the link are (.+)", "step.linkToItself"),
              Phrase.of(
                  "a loss of (\\S+) must be above 0% and below 100%, such as 10%; cut a link to lose"
                      + " everything",
                  "step.badLoss"),
              Phrase.of(
                  "a bandwidth of (-?\\d+) bytes per second must be 1 or more",
                  "step.badBandwidth"),
              Phrase.of(
                  "a probability of (\\S+) must be above 0% and at most 100%, such as 20%",
                  "step.badProbability")));

  private StepReasons() {}
}
