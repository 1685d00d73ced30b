package vivarium.desktop.i18n;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reasons that events and refusals give, which the engine words in English, in the window's
 * language. A test finds every one that the engine's sources can give.
 */
final class Reasons {

  private record Known(Pattern pattern, String key) {
    static Known of(String regex, String key) {
      return new Known(Pattern.compile(regex, Pattern.DOTALL), key);
    }
  }

  /** A node within a reason, as {@code NodeId} writes itself. */
  private static final Pattern NODE = Pattern.compile("\\b(broker|controller)[ -](\\d+)\\b");

  private static final List<Known> KNOWN =
      List.of(
          // Why a broker is fenced.
          Known.of("no heartbeat for (.+) ms \\((.+)\\)", "reason.noHeartbeat"),
          Known.of("controlled shutdown", "reason.controlledShutdown"),
          Known.of("it asked to be fenced", "reason.askedToBeFenced"),
          Known.of("an earlier controller decided so", "reason.earlierController"),
          // Why an election is held.
          Known.of("it was asked for", "reason.askedFor"),
          Known.of(
              "auto\\.leader\\.rebalance\\.enable=true, looked at every (.+) s",
              "reason.autoRebalance"),
          // Why a controller has its part in the quorum.
          Known.of("it starts", "reason.itStarts"),
          Known.of("it starts, and led epoch (.+) before", "reason.itLedBefore"),
          Known.of("it is the only voter", "reason.onlyVoter"),
          Known.of("voter (.+) leads", "reason.voterLeads"),
          Known.of("voter (.+) led", "reason.voterLed"),
          Known.of("voter (.+) resigned", "reason.voterResigned"),
          Known.of("it shuts down", "reason.itShutsDown"),
          Known.of("no leader was heard of within its election timeout", "reason.noLeaderHeard"),
          Known.of("leader (.+) did not answer for (.+) ms", "reason.leaderSilent"),
          Known.of("a majority voted for it", "reason.majorityVoted"),
          Known.of("a majority would vote for it", "reason.majorityWould"),
          Known.of("a majority would not vote for it", "reason.majorityWouldNot"),
          Known.of("it waited one election timeout", "reason.waitedOne"),
          Known.of("too few answered its pre-vote", "reason.fewPreVotes"),
          Known.of("too few voted for it", "reason.fewVotes"),
          Known.of("its leader told it of epoch (.+)", "reason.toldOfEpoch"),
          Known.of("it voted for voter (.+)", "reason.votedFor"),
          Known.of("it votes no more", "reason.votesNoMore"),
          Known.of("it votes from now on", "reason.votesNow"),
          Known.of("no majority of voters fetched from it for (.+) ms", "reason.noMajorityFetched"),
          Known.of("(.+) is in epoch (.+)", "reason.inEpoch"),
          // Why a group changed.
          Known.of("the connection to leader (.+) broke", "reason.zkLeaderLost"),
          Known.of("server (.+) does not lead", "reason.zkNotLeading"),
          Known.of("epoch (.+) of server (.+) is past", "reason.zkEpochPast"),
          Known.of("server (.+) leads", "reason.zkLeads"),
          Known.of("server (.+) leads no more", "reason.zkLeadsNoMore"),
          Known.of("leader (.+) was silent for (.+) ms", "reason.zkLeaderSilent"),
          Known.of("no majority of followers came in time", "reason.zkNoMajorityCame"),
          Known.of("server (.+) has accepted epoch (.+)", "reason.zkEpochAccepted"),
          Known.of("server (.+) has a longer history", "reason.zkLongerHistory"),
          Known.of("it is the only server", "reason.zkOnlyServer"),
          Known.of("a majority accepted its epoch", "reason.zkEpochEstablished"),
          Known.of("no majority of followers answers any more", "reason.zkNoMajorityAnswers"),
          Known.of("member (.+) joined", "reason.memberJoined"),
          Known.of("member (.+) rejoined", "reason.memberRejoined"),
          Known.of("member (.+) left", "reason.memberLeft"),
          Known.of("no heartbeat of member (.+) for (.+) ms \\((.+)\\)", "reason.memberSilent"),
          Known.of("no members are left", "reason.noMembers"),
          Known.of("all members have joined", "reason.allJoined"),
          Known.of("nobody is in it and it keeps no offsets", "reason.groupForgotten"),
          Known.of("it was deleted", "reason.groupDeleted"),
          Known.of("members did not sync in time", "reason.noSync"),
          Known.of("partitions assigned", "reason.assigned"),
          Known.of("the assignment could not be stored: (.+)", "reason.assignmentNotStored"),
          Known.of("coordinator moved to (.+)", "reason.coordinatorMoved"),
          // Why a message was lost.
          Known.of("the link (.+) → (.+) is cut", "reason.linkCut"),
          Known.of("(.+) is not running", "reason.notRunning"),
          Known.of("it waits behind another of its connection", "reason.waitsBehind"),
          Known.of("(.+) accepts no more connections", "reason.acceptsNoMore"),
          Known.of("it was dropped", "reason.wasDropped"),
          Known.of("it is held", "reason.isHeld"),
          Known.of("it is delayed", "reason.isDelayed"),
          // What the ledger found.
          Known.of(
              "power loss: the last in-sync replica had not flushed them to its disk",
              "reason.lostPower"),
          Known.of(
              "ZooKeeper has no eligible leader replicas: the last in-sync replica leads whatever"
                  + " its disk lost",
              "reason.lostWithoutElr"),
          Known.of(
              "an unclean election was asked for: a replica outside the ISR was elected leader",
              "reason.lostAskedFor"),
          Known.of(
              "unclean\\.leader\\.election\\.enable=true: a replica outside the ISR was elected"
                  + " leader",
              "reason.lostUnclean"),
          Known.of(
              "acks=1: the leader acknowledged them before any follower had them, and is no longer"
                  + " leader",
              "reason.lostAcksOne"),
          Known.of(
              "acks=all was acknowledged, and the new leader lacks them", "reason.lostAcksAll"),
          Known.of(
              "enable\\.idempotence=false: a retry was appended although the first attempt was",
              "reason.duplicatedRetry"),
          Known.of(
              "an idempotent producer's retry was appended twice", "reason.duplicatedIdempotent"),
          Known.of(
              "ISR and ELR are disjoint and inside the replicas", "reason.invariantIsrInReplicas"),
          Known.of("epochs never go back", "reason.invariantEpochs"),
          Known.of("one leader per epoch", "reason.invariantOneLeader"),
          Known.of("leader completeness", "reason.invariantCompleteness"),
          Known.of("a committed record stays", "reason.invariantCommittedStays"),
          Known.of("one controller per term", "reason.invariantOneController"),
          Known.of("terms never go back", "reason.invariantTerms"),
          Known.of("committed metadata never goes back", "reason.invariantMetadataStays"),
          Known.of("committed metadata is on a majority", "reason.invariantMetadataMajority"),
          Known.of("one owner per partition and generation", "reason.invariantOneOwner"),
          Known.of("(.+) and (.+) both lead term (.+)", "reason.bothLeadTerm"),
          Known.of("term (.+), then (.+)", "reason.termThen"),
          Known.of("up to (.+), then up to (.+)", "reason.upToThen"),
          Known.of(
              "(.+) of (.+) controllers hold the record at offset (.+)", "reason.controllersHold"),
          Known.of(
              "group (.+), generation (.+): (.+) belongs to (.+) and (.+)", "reason.belongsToBoth"),
          Known.of("brokers (.+) and (.+) both lead (.+) in epoch (.+)", "reason.bothLead"),
          Known.of(
              "(.+): records are committed up to (.+) \\(epoch (.+)\\), and the log of broker (.+),"
                  + " the new leader, has (.+) to (.+)",
              "reason.leaderLacks"),
          Known.of(
              "(.+): broker (.+) has committed up to (.+) without what was committed up to (.+) in"
                  + " epoch (.+)",
              "reason.committedWithout"),
          // Why a connection was closed.
          Known.of("the client closed it", "reason.clientClosed"),
          Known.of("reset|Connection reset.*", "reason.reset"),
          Known.of("idle for (.+) s", "reason.idle"),
          Known.of("a frame was begun and nothing more came for (.+) s", "reason.stalled"),
          Known.of("of an error in the gateway: (.+)", "reason.gatewayError"),
          Known.of("too many requests already wait for the cluster", "reason.tooManyRequests"),
          Known.of("its answer could not be encoded", "reason.notEncoded"),
          Known.of(
              "a frame of (.+) bytes while other requests already fill the memory there is",
              "reason.memoryFull"),
          Known.of(
              "an HTTP request \\(\"(.+)\"\\): this listener speaks the Kafka protocol",
              "reason.http"),
          Known.of("a TLS hello: this listener speaks plaintext", "reason.tls"),
          Known.of("a frame of length (.+)", "reason.frameLength"),
          Known.of("a frame of (.+) bytes, at most (.+) are taken", "reason.frameTooLong"),
          // Why a command was refused.
          Known.of("(.+) is no broker; name a broker by its id", "reason.notABroker"),
          Known.of(
              "there are (\\d+) brokers already, and there can be no more; remove one first",
              "reason.brokersFull"),
          Known.of(
              "broker (.+) needs port (.+) on 127\\.0\\.0\\.1, and it cannot be had; free it and try"
                  + " again",
              "reason.portTaken"),
          Known.of(
              "broker (.+) would need port (.+), and ports end at (.+); begin with a lower one",
              "reason.portsEnd"),
          Known.of("(.+) is being removed already", "reason.removedAlready"),
          Known.of(
              "there are (.+) controllers already, and there can be no more; remove one first",
              "reason.controllersFull"),
          Known.of(
              "(.+) follows without a vote: a majority of the voters must run and reach it",
              "reason.withoutVote"),
          Known.of(
              "a majority of the voters must run and reach each other", "reason.votersMustReach"),
          Known.of(
              "without (.+), (.+) of the voters that stay would have to run, and (.+) do; restart"
                  + " one first",
              "reason.tooFewVoters"),
          Known.of(
              "a ZooKeeper ensemble keeps the servers it was configured with; begin a cluster with"
                  + " more of them, or with KRaft",
              "reason.ensembleStays"),
          Known.of(
              "the voters are being changed; wait until that is done, one comes or goes at a time",
              "reason.votersChange"),
          Known.of(
              "no controller is active, and only that one can change who votes; restart or heal"
                  + " first",
              "reason.nobodyChangesVoters"),
          Known.of("(.+) is no controller; name a controller by its id", "reason.notAController"),
          Known.of(
              "(.+) is the last that stays; add another before you remove it", "reason.lastBroker"),
          Known.of(
              "no broker runs that could tell what is on (.+); restart one", "reason.nobodyTells"),
          Known.of(
              "(.+) is being reassigned; wait until that is done, or give it up with 'reassign (.+)"
                  + " cancel'",
              "reason.isReassigned"),
          Known.of(
              "(.+) has no leader to copy it from; restart one of brokers (.+) first",
              "reason.nothingToCopy"),
          Known.of(
              "topic (.+) needs (.+) brokers, its replication factor, and without broker (.+) there"
                  + " are (.+) that run; add a broker, or reassign its partitions to fewer first",
              "reason.tooFewBrokers"),
          Known.of("someone keeps (.+) on it", "reason.keptThere"),
          Known.of("(.+) is running; kill it or shut it down first", "reason.stillRunning"),
          Known.of(
              "(.+) is shutting down already; wait until it has stopped, or kill it",
              "reason.shuttingDownAlready"),
          Known.of(
              "(.+) is still shutting down; wait until it has stopped, or kill it first",
              "reason.stillShuttingDown"),
          Known.of("(.+) is frozen already", "reason.frozenAlready"),
          Known.of("(.+) is frozen; resume it, or kill it first", "reason.frozenNoStart"),
          Known.of("(.+) is not frozen", "reason.notFrozen"),
          Known.of("there are (\\d+) faults already; heal some first", "reason.faultsFull"),
          Known.of("no fault '(.+)' is there", "reason.noFault"),
          Known.of("(.+) is no broker, controller or ZooKeeper server", "reason.noServerNode"),
          Known.of("no message (.+) is under way", "reason.noMessage"),
          Known.of(
              "message (.+) is an answer, and only requests are sent twice", "reason.answerOnce"),
          Known.of("no API is called (.+); there are (.+)", "reason.noApi"),
          Known.of(
              "no error is called (.+); use Kafka's name, such as NOT_LEADER_OR_FOLLOWER",
              "reason.noError"),
          Known.of("(.+) is frozen and cannot shut down; resume it first", "reason.frozenNoStop"),
          Known.of("the link (.+) → (.+) is cut already", "reason.cutAlready"),
          Known.of("the link (.+) → (.+) is not cut", "reason.notCut"),
          Known.of("there is no built-in (.+)", "reason.noBuiltIn"),
          Known.of(
              "(.+) keeps its group and topic; remove it and add another", "reason.keepsTopic"),
          Known.of(
              "there is no (.+); there are brokers (.+), and controllers (.+)", "reason.noServer"),
          Known.of(
              "there is no (.+); there are brokers (.+), and ZooKeeper servers (.+)",
              "reason.noServerWithZooKeeper"),
          Known.of("its ZooKeeper session expired", "reason.zkSessionExpired"),
          Known.of("it closed its ZooKeeper session", "reason.zkSessionClosed"),
          Known.of(
              "it deleted /controller to stand again, since the answer to its election was lost",
              "reason.zkStandsAgain"),
          Known.of(
              "no broker is the controller: a majority of the ZooKeeper servers must run, and a"
                  + " broker have a session with them",
              "reason.noZkController"),
          Known.of("(.+) is not running; restart it first", "reason.restartFirst"),
          Known.of(
              "(.+) must keep its disk: a majority of the others that coordinate the cluster"
                  + " must run and hold the committed metadata first",
              "reason.mustKeepDisk"),
          Known.of("a link joins two different nodes, and both are (.+)", "reason.linkToItself"),
          Known.of("(.+) exists already; choose another client\\.id", "reason.clientTaken"),
          Known.of(
              "(.+) has no settings of its own: each record written by hand says its acks",
              "reason.byHandHasNone"),
          Known.of(
              "(.+) is a producer of its own; remove it, and records can be written by hand",
              "reason.byHandTaken"),
          // Why records cannot be read.
          Known.of("this is a picture: its records are not kept", "reason.picture"),
          Known.of(
              "there is no partition (.+); the topic has (.+), counted from 0",
              "reason.noPartition"),
          Known.of(
              "no broker runs that knows who leads (.+); choose a broker whose disk is to be read",
              "reason.nobodyKnowsLeader"),
          Known.of(
              "(.+) has no leader now; choose one of the brokers (.+), whose disks can be read",
              "reason.readWithoutLeader"),
          Known.of(
              "broker (.+) holds no replica of (.+); brokers (.+) are to hold one",
              "reason.holdsNoReplica"),
          Known.of("broker (.+) holds no replica of (.+)", "reason.holdsNone"),
          Known.of("there is no topic '(.+)'", "reason.noTopic"),
          Known.of("GROUP_ID_NOT_FOUND: there is no group '(.+)'", "reason.noGroup"),
          Known.of(
              "NON_EMPTY_GROUP: group '(.+)' has members; only a group that is Empty can be"
                  + " deleted, so remove its consumers first",
              "reason.nonEmptyGroup"),
          Known.of(
              "no broker coordinates group '(.+)' now; one must run and lead its partition of"
                  + " __consumer_offsets",
              "reason.noCoordinator"),
          Known.of("there is no (.+)", "reason.noNode"),
          Known.of(
              "no controller is active: a majority of the (.+) controllers must run and reach each"
                  + " other",
              "reason.noActiveController"),
          Known.of("(.+) did not answer; restart or resume it and try again", "reason.noAnswer"),
          Known.of("the cluster has ended", "reason.ended"),
          Known.of("more than (.+) commands and requests wait already", "reason.inboxFull"),
          Known.of("(.+): (.+), then (.+)", "reason.then"));

  private Reasons() {}

  /** A reason that is not known here stays as it is. */
  static String of(String reason, Texts texts) {
    return known(reason, texts).orElse(reason);
  }

  /** A reason in a language; empty if it is not known here. */
  static Optional<String> known(String reason, Texts texts) {
    for (Known known : KNOWN) {
      Matcher matcher = known.pattern().matcher(reason);
      if (matcher.matches()) {
        Object[] parts = new Object[matcher.groupCount()];
        for (int i = 0; i < parts.length; i++) {
          parts[i] = named(matcher.group(i + 1), texts);
        }
        return Optional.of(texts.get(known.key(), parts));
      }
    }
    return Optional.empty();
  }

  private static String named(String part, Texts texts) {
    return NODE.matcher(part)
        .replaceAll(
            node ->
                Matcher.quoteReplacement(
                    node.group(1).equals("broker")
                        ? texts.get("stage.broker", node.group(2))
                        : texts.get("stage.controller", node.group(2))));
  }
}
