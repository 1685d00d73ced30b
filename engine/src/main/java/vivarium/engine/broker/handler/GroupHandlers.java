package vivarium.engine.broker.handler;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DeleteGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroup;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupResponseData;
import org.apache.kafka.common.message.ListGroupsRequestData;
import org.apache.kafka.common.message.ListGroupsResponseData;
import org.apache.kafka.common.protocol.Errors;
import vivarium.engine.group.GroupCoordinator;
import vivarium.engine.net.Request;

/**
 * JoinGroup, SyncGroup, Heartbeat, LeaveGroup, ListGroups, DescribeGroups and DeleteGroups: from
 * messages to the group coordinator and back. Left out: leaving by group instance id, authorized
 * operations.
 */
public final class GroupHandlers {

  private static final short FIRST_VERSION_THAT_TELLS_OF_ABSENCE = 6;
  private static final short FIRST_VERSION_WITH_MANY_LEAVING = 3;

  private final GroupCoordinator groups;

  public GroupHandlers(GroupCoordinator groups) {
    this.groups = groups;
  }

  public void join(Request request) {
    groups.membership().join(request);
  }

  public void sync(Request request) {
    groups.membership().sync(request);
  }

  public void heartbeat(Request request) {
    Errors error = groups.membership().heartbeat((HeartbeatRequestData) request.body());
    request.reply(new HeartbeatResponseData().setErrorCode(error.code()));
  }

  public void leave(Request request) {
    LeaveGroupRequestData leave = (LeaveGroupRequestData) request.body();
    LeaveGroupResponseData response = new LeaveGroupResponseData();
    if (request.version() < FIRST_VERSION_WITH_MANY_LEAVING) {
      Errors error = groups.membership().leave(leave.groupId(), leave.memberId());
      request.reply(response.setErrorCode(error.code()));
      return;
    }
    for (var member : leave.members()) {
      Errors error = groups.membership().leave(leave.groupId(), member.memberId());
      if (error == Errors.NOT_COORDINATOR) {
        response.setErrorCode(error.code());
      }
      response
          .members()
          .add(
              new LeaveGroupResponseData.MemberResponse()
                  .setMemberId(member.memberId())
                  .setGroupInstanceId(member.groupInstanceId())
                  .setErrorCode(error.code()));
    }
    request.reply(response);
  }

  public void list(Request request) {
    ListGroupsRequestData list = (ListGroupsRequestData) request.body();
    ListGroupsResponseData response = new ListGroupsResponseData();
    for (GroupCoordinator.Listing listing : groups.list()) {
      String state = listing.state().kafkaName();
      String type = listing.protocol().type();
      if (accepts(list.statesFilter(), state) && accepts(list.typesFilter(), type)) {
        response
            .groups()
            .add(
                new ListGroupsResponseData.ListedGroup()
                    .setGroupId(listing.groupId())
                    .setProtocolType(listing.protocolType())
                    .setGroupState(state)
                    .setGroupType(type));
      }
    }
    request.reply(response);
  }

  private static boolean accepts(List<String> filter, String value) {
    return filter.isEmpty() || filter.stream().anyMatch(value::equalsIgnoreCase);
  }

  public void describe(Request request) {
    DescribeGroupsRequestData describe = (DescribeGroupsRequestData) request.body();
    DescribeGroupsResponseData response = new DescribeGroupsResponseData();
    for (String groupId : describe.groups()) {
      response.groups().add(describe(groupId, request.version()));
    }
    request.reply(response);
  }

  /** Answers once the fate of every group named is known. */
  public void delete(Request request) {
    Set<String> names = new TreeSet<>(((DeleteGroupsRequestData) request.body()).groupsNames());
    DeleteGroupsResponseData response = new DeleteGroupsResponseData();
    if (names.isEmpty()) {
      request.reply(response);
    }
    for (String groupId : names) {
      groups.delete(
          groupId,
          error -> {
            response
                .results()
                .add(
                    new DeleteGroupsResponseData.DeletableGroupResult()
                        .setGroupId(groupId)
                        .setErrorCode(error.code()));
            if (response.results().size() == names.size()) {
              request.reply(response);
            }
          });
    }
  }

  private DescribedGroup describe(String groupId, short version) {
    DescribedGroup described = new DescribedGroup().setGroupId(groupId);
    if (groups.offsets(groupId) == null) {
      return described.setErrorCode(Errors.NOT_COORDINATOR.code());
    }
    GroupCoordinator.Description group = groups.describe(groupId);
    if (group == null) {
      described.setGroupState("Dead");
      return version < FIRST_VERSION_THAT_TELLS_OF_ABSENCE
          ? described
          : described
              .setErrorCode(Errors.GROUP_ID_NOT_FOUND.code())
              .setErrorMessage(
                  groups.describeConsumerGroup(groupId) == null
                      ? "Group %s not found.".formatted(groupId)
                      : "Group %s is not a classic group.".formatted(groupId));
    }
    described
        .setGroupState(group.state().kafkaName())
        .setProtocolType(group.protocolType())
        .setProtocolData(group.protocol());
    for (GroupCoordinator.MemberDescription member : group.members()) {
      described
          .members()
          .add(
              new DescribeGroupsResponseData.DescribedGroupMember()
                  .setMemberId(member.memberId())
                  .setClientId(member.clientId())
                  .setClientHost(member.clientHost())
                  .setMemberMetadata(member.subscription())
                  .setMemberAssignment(member.assignment()));
    }
    return described;
  }
}
