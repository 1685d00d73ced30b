/**
 * ZooKeeper: {@link vivarium.engine.zookeeper.ZooKeeperServer} is one server of an ensemble that
 * elects a leader, replicates a tree of znodes by Zab (proposal, acknowledgement, commit) and keeps
 * sessions; {@link vivarium.engine.zookeeper.ZooKeeperClient} is the other end of a session. Knows
 * nothing of Kafka. Imports {@code disk}, {@code event}, {@code fault}, {@code log}, {@code net},
 * {@code sim} and {@code wire}. Core: no thread, no clock, no I/O.
 */
@NullMarked
package vivarium.engine.zookeeper;

import org.jspecify.annotations.NullMarked;
