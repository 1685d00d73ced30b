/**
 * Whole clusters drawn by chance, broken by chance, and checked: {@link
 * vivarium.engine.simulation.RandomScenario} draws what a seed stands for, {@link
 * vivarium.engine.simulation.SimulatedRun} plays it with every rule checked after every event,
 * heals what is broken and demands that the cluster becomes whole. After TigerBeetle's swarm
 * testing and Kafka's {@code RaftEventSimulationTest}. Imports {@code api}, {@code cluster}, {@code
 * config}, {@code event}, {@code log}, {@code model}, {@code net}, {@code runtime}, {@code
 * scenario} and {@code sim}.
 */
@NullMarked
package vivarium.engine.simulation;

import org.jspecify.annotations.NullMarked;
