/**
 * The same stories on a cluster of this engine and on a real Apache Kafka cluster, and whether both
 * tell them alike. Runs under the Maven profile {@code compare}.
 */
package vivarium.engine.compare;
