package org.vouch.local.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/** Who reads which partition of the running platform's topics. */
public final class ConsumerGroups {

    /**
     * One group as Kafka sees it at one moment.
     *
     * @param members how many partitions each has
     * @param doubled whether one partition has two readers
     */
    public record Group(String name, boolean settled, List<Integer> members, boolean doubled) {

        static Group of(ConsumerGroupDescription description) {
            Collection<MemberDescription> members = description.members();
            List<Integer> counts = new ArrayList<>();
            Set<TopicPartition> seen = new HashSet<>();
            boolean doubled = false;
            for (MemberDescription member : members) {
                Set<TopicPartition> its = member.assignment().topicPartitions();
                counts.add(its.size());
                doubled |= its.stream().filter(one -> !seen.add(one)).count() > 0;
            }
            return new Group(
                    description.groupId(), description.groupState() == GroupState.STABLE, List.copyOf(counts), doubled);
        }

        /** Whether so many members read, none of them what another one does, and each something if there is enough. */
        public boolean isSharedBy(int processes) {
            int partitions = members.stream().mapToInt(Integer::intValue).sum();
            return settled
                    && !doubled
                    && members.size() == processes
                    && partitions > 0
                    && (partitions < processes || !members.contains(0));
        }
    }

    /** Kept, for a logger that nobody holds forgets its level: what its client is configured with is nobody's business here. */
    private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

    static {
        KAFKA.setLevel(Level.WARNING);
    }

    private ConsumerGroups() {}

    /** All that have members. */
    public static List<Group> now() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:" + PortUse.KAFKA);
        try (Admin admin = Admin.create(settings)) {
            List<String> names = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .sorted()
                    .toList();
            return admin.describeConsumerGroups(names).all().get().values().stream()
                    .map(Group::of)
                    .filter(group -> !group.members().isEmpty())
                    .toList();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not tell who reads", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
