package vivarium.desktop.i18n;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vivarium.desktop.i18n.Phrases.Phrase;

/**
 * The reasons that events and refusals give, which the engine words in English, in the window's
 * language. A test finds every one that the engine's sources can give.
 */
final class Reasons {

  /** A node within a reason, as {@code NodeId} writes itself. */
  private static final Pattern NODE = Pattern.compile("\\b(broker|controller)[ -](\\d+)\\b");

  private static final Phrases KNOWN =
      new Phrases(
          List.of(
              // Why a broker is fenced.
              Phrase.of("no heartbeat for (.+) ms \\((.+)\\)", "reason.noHeartbeat"),
              Phrase.of("controlled shutdown", "reason.controlledShutdown"),
              Phrase.of("it asked to be fenced", "reason.askedToBeFenced"),
              Phrase.of("an earlier controller decided so", "reason.earlierController"),
              // Why an election is held.
              Phrase.of("it was asked for", "reason.askedFor"),
              Phrase.of(
                  "auto\\.leader\\.rebalance\\.enable=true, looked at every (.+) s",
                  "reason.autoRebalance"),
              // Why a controller has its part in the quorum.
              Phrase.of("it starts", "reason.itStarts"),
              Phrase.of("it starts, and led epoch (.+) before", "reason.itLedBefore"),
              Phrase.of("it is the only voter", "reason.onlyVoter"),
              Phrase.of("voter (.+) leads", "reason.voterLeads"),
              Phrase.of("voter (.+) led", "reason.voterLed"),
              Phrase.of("voter (.+) resigned", "reason.voterResigned"),
              Phrase.of("it shuts down", "reason.itShutsDown"),
              Phrase.of(
                  "no leader was heard of within its election timeout", "reason.noLeaderHeard"),
              Phrase.of("leader (.+) did not answer for (.+) ms", "reason.leaderSilent"),
              Phrase.of("a majority voted for it", "reason.majorityVoted"),
              Phrase.of("a majority would vote for it", "reason.majorityWould"),
              Phrase.of("a majority would not vote for it", "reason.majorityWouldNot"),
              Phrase.of("it waited one election timeout", "reason.waitedOne"),
              Phrase.of("too few answered its pre-vote", "reason.fewPreVotes"),
              Phrase.of("too few voted for it", "reason.fewVotes"),
              Phrase.of("its leader told it of epoch (.+)", "reason.toldOfEpoch"),
              Phrase.of("it voted for voter (.+)", "reason.votedFor"),
              Phrase.of("it votes no more", "reason.votesNoMore"),
              Phrase.of("it votes from now on", "reason.votesNow"),
              Phrase.of(
                  "no majority of voters fetched from it for (.+) ms", "reason.noMajorityFetched"),
              Phrase.of("(.+) is in epoch (.+)", "reason.inEpoch"),
              // Why a group changed.
              Phrase.of("the connection to leader (.+) broke", "reason.zkLeaderLost"),
              Phrase.of("server (.+) does not lead", "reason.zkNotLeading"),
              Phrase.of("epoch (.+) of server (.+) is past", "reason.zkEpochPast"),
              Phrase.of("server (.+) leads", "reason.zkLeads"),
              Phrase.of("server (.+) leads no more", "reason.zkLeadsNoMore"),
              Phrase.of("leader (.+) was silent for (.+) ms", "reason.zkLeaderSilent"),
              Phrase.of("no majority of followers came in time", "reason.zkNoMajorityCame"),
              Phrase.of("server (.+) has accepted epoch (.+)", "reason.zkEpochAccepted"),
              Phrase.of("server (.+) has a longer history", "reason.zkLongerHistory"),
              Phrase.of("it is the only server", "reason.zkOnlyServer"),
              Phrase.of("a majority accepted its epoch", "reason.zkEpochEstablished"),
              Phrase.of("no majority of followers answers any more", "reason.zkNoMajorityAnswers"),
              Phrase.of("member (.+) joined", "reason.memberJoined"),
              Phrase.of("member (.+) rejoined", "reason.memberRejoined"),
              Phrase.of("member (.+) left", "reason.memberLeft"),
              Phrase.of(
                  "no heartbeat of member (.+) for (.+) ms \\((.+)\\)", "reason.memberSilent"),
              Phrase.of("no members are left", "reason.noMembers"),
              Phrase.of("all members have joined", "reason.allJoined"),
              Phrase.of("nobody is in it and it keeps no offsets", "reason.groupForgotten"),
              Phrase.of("it was deleted", "reason.groupDeleted"),
              Phrase.of("members did not sync in time", "reason.noSync"),
              Phrase.of("partitions assigned", "reason.assigned"),
              Phrase.of("the assignment could not be stored: (.+)", "reason.assignmentNotStored"),
              Phrase.of("coordinator moved to (.+)", "reason.coordinatorMoved"),
              Phrase.of("member (.+) changed its subscription", "reason.subscriptionChanged"),
              Phrase.of("the topics of the group changed", "reason.groupTopicsChanged"),
              Phrase.of("member (.+) reached epoch (.+)", "reason.memberReached"),
              Phrase.of("member (.+) must give back (.+) partitions", "reason.memberGivesBack"),
              Phrase.of(
                  "member (.+) waits for partitions that others give back", "reason.memberWaits"),
              Phrase.of(
                  "member (.+) did not give its partitions back within (.+) ms",
                  "reason.memberKept"),
              // Why a message was lost.
              Phrase.of("the link (.+) → (.+) is cut", "reason.linkCut"),
              Phrase.of("(.+) is not running", "reason.notRunning"),
              Phrase.of("it waits behind another of its connection", "reason.waitsBehind"),
              Phrase.of("(.+) accepts no more connections", "reason.acceptsNoMore"),
              Phrase.of("it was dropped", "reason.wasDropped"),
              Phrase.of("it is held", "reason.isHeld"),
              Phrase.of("it is delayed", "reason.isDelayed"),
              // What the ledger found.
              Phrase.of(
                  "power loss: the last in-sync replica had not flushed them to its disk",
                  "reason.lostPower"),
              Phrase.of(
                  "(?:ZooKeeper has no eligible leader replicas:|without eligible leader replicas"
                      + " \\(ELR\\),) the last in-sync replica leads whatever"
                      + " its disk lost",
                  "reason.lostWithoutElr"),
              Phrase.of(
                  "an unclean election was asked for: a replica outside the ISR was elected leader",
                  "reason.lostAskedFor"),
              Phrase.of(
                  "unclean\\.leader\\.election\\.enable=true: a replica outside the ISR was elected"
                      + " leader",
                  "reason.lostUnclean"),
              Phrase.of(
                  "acks=1: the leader acknowledged them before any follower had them, and is no longer"
                      + " leader",
                  "reason.lostAcksOne"),
              Phrase.of(
                  "acks=all was acknowledged, and the new leader lacks them", "reason.lostAcksAll"),
              Phrase.of(
                  "enable\\.idempotence=false: a retry was appended although the first attempt was",
                  "reason.duplicatedRetry"),
              Phrase.of(
                  "an idempotent producer's retry was appended twice",
                  "reason.duplicatedIdempotent"),
              Phrase.of(
                  "enable\\.idempotence=false: a retry was appended after what was sent later",
                  "reason.reorderedRetry"),
              Phrase.of(
                  "an idempotent producer's retry was appended after what was sent later",
                  "reason.reorderedIdempotent"),
              Phrase.of(
                  "ISR and ELR are disjoint and inside the replicas",
                  "reason.invariantIsrInReplicas"),
              Phrase.of("epochs never go back", "reason.invariantEpochs"),
              Phrase.of("one leader per epoch", "reason.invariantOneLeader"),
              Phrase.of("leader completeness", "reason.invariantCompleteness"),
              Phrase.of("a committed record stays", "reason.invariantCommittedStays"),
              Phrase.of("one controller per term", "reason.invariantOneController"),
              Phrase.of("terms never go back", "reason.invariantTerms"),
              Phrase.of("committed metadata never goes back", "reason.invariantMetadataStays"),
              Phrase.of("committed metadata is on a majority", "reason.invariantMetadataMajority"),
              Phrase.of("one owner per partition and generation", "reason.invariantOneOwner"),
              Phrase.of("(.+) and (.+) both lead term (.+)", "reason.bothLeadTerm"),
              Phrase.of("term (.+), then (.+)", "reason.termThen"),
              Phrase.of("up to (.+), then up to (.+)", "reason.upToThen"),
              Phrase.of(
                  "(.+) of (.+) controllers hold the record at offset (.+)",
                  "reason.controllersHold"),
              Phrase.of(
                  "group (.+), generation (.+): (.+) belongs to (.+) and (.+)",
                  "reason.belongsToBoth"),
              Phrase.of("brokers (.+) and (.+) both lead (.+) in epoch (.+)", "reason.bothLead"),
              Phrase.of(
                  "(.+): records are committed up to (.+) \\(epoch (.+)\\), and the log of broker (.+),"
                      + " the new leader, has (.+) to (.+)",
                  "reason.leaderLacks"),
              Phrase.of(
                  "(.+): broker (.+) has committed up to (.+) without what was committed up to (.+) in"
                      + " epoch (.+)",
                  "reason.committedWithout"),
              // Why a connection was closed.
              Phrase.of("the client closed it", "reason.clientClosed"),
              Phrase.of("reset|Connection reset.*", "reason.reset"),
              Phrase.of("idle for (.+) s", "reason.idle"),
              Phrase.of("a frame was begun and nothing more came for (.+) s", "reason.stalled"),
              Phrase.of("of an error in the gateway: (.+)", "reason.gatewayError"),
              Phrase.of("too many requests already wait for the cluster", "reason.tooManyRequests"),
              Phrase.of("its answer could not be encoded", "reason.notEncoded"),
              Phrase.of(
                  "a frame of (.+) bytes while other requests already fill the memory there is",
                  "reason.memoryFull"),
              Phrase.of(
                  "an HTTP request \\(\"(.+)\"\\): this listener speaks the Kafka protocol",
                  "reason.http"),
              Phrase.of("a TLS hello: this listener speaks plaintext", "reason.tls"),
              Phrase.of("a frame of length (.+)", "reason.frameLength"),
              Phrase.of("a frame of (.+) bytes, at most (.+) are taken", "reason.frameTooLong"),
              // Why a command was refused.
              Phrase.of("(.+) is no broker; name a broker by its id", "reason.notABroker"),
              Phrase.of(
                  "there are (\\d+) brokers already, and there can be no more; remove one first",
                  "reason.brokersFull"),
              Phrase.of(
                  "broker (.+) needs port (.+) on 127\\.0\\.0\\.1, and it cannot be had; free it and try"
                      + " again",
                  "reason.portTaken"),
              Phrase.of(
                  "broker (.+) would need port (.+), and ports end at (.+); begin with a lower one",
                  "reason.portsEnd"),
              Phrase.of("(.+) is being removed already", "reason.removedAlready"),
              Phrase.of(
                  "there are (.+) controllers already, and there can be no more; remove one first",
                  "reason.controllersFull"),
              Phrase.of(
                  "(.+) follows without a vote: a majority of the voters must run and reach it",
                  "reason.withoutVote"),
              Phrase.of(
                  "a majority of the voters must run and reach each other",
                  "reason.votersMustReach"),
              Phrase.of(
                  "without (.+), (.+) of the voters that stay would have to run, and (.+) do; restart"
                      + " one first",
                  "reason.tooFewVoters"),
              Phrase.of(
                  "a ZooKeeper ensemble keeps the servers it was configured with; begin a cluster with"
                      + " more of them, or with KRaft",
                  "reason.ensembleStays"),
              Phrase.of(
                  "the voters are being changed; wait until that is done, one comes or goes at a time",
                  "reason.votersChange"),
              Phrase.of(
                  "no controller is active, and only that one can change who votes; restart or heal"
                      + " first",
                  "reason.nobodyChangesVoters"),
              Phrase.of(
                  "(.+) is no controller; name a controller by its id", "reason.notAController"),
              Phrase.of(
                  "(.+) is the last that stays; add another before you remove it",
                  "reason.lastBroker"),
              Phrase.of(
                  "no broker runs that could tell what is on (.+); restart one",
                  "reason.nobodyTells"),
              Phrase.of(
                  "(.+) is being reassigned; wait until that is done, or give it up with 'reassign (.+)"
                      + " cancel'",
                  "reason.isReassigned"),
              Phrase.of(
                  "(.+) has no leader to copy it from; restart one of brokers (.+) first",
                  "reason.nothingToCopy"),
              Phrase.of(
                  "topic (.+) needs (.+) brokers, its replication factor, and without broker (.+) there"
                      + " are (.+) that run; add a broker, or reassign its partitions to fewer first",
                  "reason.tooFewBrokers"),
              Phrase.of("someone keeps (.+) on it", "reason.keptThere"),
              Phrase.of("(.+) is running; kill it or shut it down first", "reason.stillRunning"),
              Phrase.of(
                  "(.+) is shutting down already; wait until it has stopped, or kill it",
                  "reason.shuttingDownAlready"),
              Phrase.of(
                  "(.+) is still shutting down; wait until it has stopped, or kill it first",
                  "reason.stillShuttingDown"),
              Phrase.of("(.+) is frozen already", "reason.frozenAlready"),
              Phrase.of("(.+) is frozen; resume it, or kill it first", "reason.frozenNoStart"),
              Phrase.of("(.+) is not frozen", "reason.notFrozen"),
              Phrase.of("there are (\\d+) faults already; heal some first", "reason.faultsFull"),
              Phrase.of("no fault '(.+)' is there", "reason.noFault"),
              Phrase.of("(.+) is no broker, controller or ZooKeeper server", "reason.noServerNode"),
              Phrase.of("no message (.+) is under way", "reason.noMessage"),
              Phrase.of(
                  "message (.+) is an answer, and only requests are sent twice",
                  "reason.answerOnce"),
              Phrase.of("no API is called (.+); there are (.+)", "reason.noApi"),
              Phrase.of(
                  "no error is called (.+); use Kafka's name, such as NOT_LEADER_OR_FOLLOWER",
                  "reason.noError"),
              Phrase.of(
                  "(.+) is frozen and cannot shut down; resume it first", "reason.frozenNoStop"),
              Phrase.of("the link (.+) → (.+) is cut already", "reason.cutAlready"),
              Phrase.of("the link (.+) → (.+) is not cut", "reason.notCut"),
              Phrase.of("there is no built-in (.+)", "reason.noBuiltIn"),
              Phrase.of("(.+) keeps its topic; remove it and add another", "reason.keepsTopic"),
              Phrase.of(
                  "(.+) keeps its group and topic; remove it and add another",
                  "reason.keepsGroupAndTopic"),
              Phrase.of(
                  "there is no (.+); there are brokers (.+), and controllers (.+)",
                  "reason.noServer"),
              Phrase.of(
                  "there is no (.+); there are brokers (.+), and ZooKeeper servers (.+)",
                  "reason.noServerWithZooKeeper"),
              Phrase.of("its ZooKeeper session expired", "reason.zkSessionExpired"),
              Phrase.of("it closed its ZooKeeper session", "reason.zkSessionClosed"),
              Phrase.of(
                  "it deleted /controller to stand again, since the answer to its election was lost",
                  "reason.zkStandsAgain"),
              Phrase.of(
                  "no broker is the controller: a majority of the ZooKeeper servers must run, and a"
                      + " broker have a session with them",
                  "reason.noZkController"),
              Phrase.of("(.+) is not running; restart it first", "reason.restartFirst"),
              Phrase.of(
                  "(.+) must keep its disk: a majority of the others that coordinate the cluster"
                      + " must run and hold the committed metadata first",
                  "reason.mustKeepDisk"),
              Phrase.of(
                  "a link joins two different nodes, and both are (.+)", "reason.linkToItself"),
              Phrase.of("(.+) exists already; choose another client\\.id", "reason.clientTaken"),
              Phrase.of(
                  "(.+) has no settings of its own: each record written by hand says its acks",
                  "reason.byHandHasNone"),
              Phrase.of(
                  "(.+) is a producer of its own; remove it, and records can be written by hand",
                  "reason.byHandTaken"),
              // Why records cannot be read.
              Phrase.of("this is a picture: its records are not kept", "reason.picture"),
              Phrase.of(
                  "there is no partition (.+); the topic has (.+), counted from 0",
                  "reason.noPartition"),
              Phrase.of(
                  "no broker runs that knows who leads (.+); choose a broker whose disk is to be read",
                  "reason.nobodyKnowsLeader"),
              Phrase.of(
                  "(.+) has no leader now; choose one of the brokers (.+), whose disks can be read",
                  "reason.readWithoutLeader"),
              Phrase.of(
                  "broker (.+) holds no replica of (.+); brokers (.+) are to hold one",
                  "reason.holdsNoReplica"),
              Phrase.of("broker (.+) holds no replica of (.+)", "reason.holdsNone"),
              Phrase.of("there is no topic '(.+)'", "reason.noTopic"),
              Phrase.of("GROUP_ID_NOT_FOUND: there is no group '(.+)'", "reason.noGroup"),
              Phrase.of(
                  "NON_EMPTY_GROUP: group '(.+)' has members; only a group that is Empty can be"
                      + " deleted, so remove its consumers first",
                  "reason.nonEmptyGroup"),
              Phrase.of(
                  "no broker coordinates group '(.+)' now; one must run and lead its partition of"
                      + " __consumer_offsets",
                  "reason.noCoordinator"),
              Phrase.of("there is no (.+)", "reason.noNode"),
              Phrase.of(
                  "no controller is active: a majority of the (.+) controllers must run and reach each"
                      + " other",
                  "reason.noActiveController"),
              Phrase.of(
                  "(.+) did not answer; restart or resume it and try again", "reason.noAnswer"),
              Phrase.of("its condition did not hold within (.+)", "reason.notWithin"),
              Phrase.of("it still waits for: ('.+')", "reason.stillWaits"),
              Phrase.of("its condition held, and it comes at (.+)", "reason.comesAt"),
              Phrase.of("it waits until step (\\d+) is done", "reason.waitsForStep"),
              Phrase.of("the cluster has ended", "reason.ended"),
              Phrase.of("more than (.+) commands and requests wait already", "reason.inboxFull"),
              Phrase.of("(.+): (.+), then (.+)", "reason.then")));

  private Reasons() {}

  /** A reason that is not known here stays as it is. */
  static String of(String reason, Texts texts) {
    return known(reason, texts).orElse(reason);
  }

  /** A reason in a language; empty if it is not known here. */
  static Optional<String> known(String reason, Texts texts) {
    return KNOWN.in(reason, texts, part -> named(part, texts));
  }

  /** Nodes as this language calls them, but in what a person wrote, which stands in quotes. */
  private static String named(String part, Texts texts) {
    if (part.startsWith("'")) {
      return part;
    }
    return NODE.matcher(part)
        .replaceAll(
            node ->
                Matcher.quoteReplacement(
                    node.group(1).equals("broker")
                        ? texts.get("stage.broker", node.group(2))
                        : texts.get("stage.controller", node.group(2))));
  }
}
