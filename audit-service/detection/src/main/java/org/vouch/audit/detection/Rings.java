package org.vouch.audit.detection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Accounts that share people whom each of them asks about for the first time (threat 4: a botnet below every threshold of
 * one account). Requesters and the people they share are a graph, of the links of two days; a part of it with enough
 * accounts, shared people and ways around in it (links above those of a tree) is a ring, and every account in it is told and slowed
 * down, in one incident. Who shares three people in it of whom they and others were told something is suspended at once; refusals do
 * not count for that, for whoever knows numbers can have as many as they like beside somebody who helps. Families share
 * people too, but are small; chains of families and a person in demand are trees; those who work through one list meet
 * again and again.
 *
 * <p>Parts only grow within their two days, so the order of links does not matter. Bounded: beyond {@value #MOST_LINKS} links
 * a day further ones are not taken; nothing but an attack has that many.
 */
public final class Rings {
    public static final String ID = "ring";
    static final int VERSION = 1;
    static final int MOST_LINKS = 200_000;
    /** So many people of whom an account and another one were told something suspend it at once. */
    private static final int DEEP = 3;

    private final Settings.Ring least;
    private final Map<Integer, Graph> graphs = new HashMap<>();

    public Rings(Settings settings) {
        this.least = settings.ring();
    }

    /** A part of the graph. */
    private static final class Part {
        private final Map<String, List<Link>> members = new LinkedHashMap<>();
        private final Set<Long> subjects = new HashSet<>();
        private UUID incident = new UUID(0, 0);
        private int links;

        int size() {
            return members.size() + subjects.size();
        }

        int waysAround() {
            return links - size() + 1;
        }

        /** People of whom more than one account was told something. */
        Set<Long> openedByMany() {
            var opened = new HashSet<Long>();
            var byMany = new HashSet<Long>();
            for (var of : members.values()) {
                for (var link : of) {
                    if (link.answered() && !opened.add(link.subject())) {
                        byMany.add(link.subject());
                    }
                }
            }
            return byMany;
        }
    }

    /** The links of one day and the day before. */
    private static final class Graph {
        private final Map<String, Part> ofRequester = new HashMap<>();
        private final Map<Long, Part> ofSubject = new HashMap<>();
        private final Set<UUID> told = new HashSet<>();
        private int links;
    }

    public List<Alert> take(Link link) {
        var day = Times.day(Times.micros(link.at()));
        var alerts = new ArrayList<Alert>();
        alerts.addAll(take(day, link));
        alerts.addAll(take(day + 1, link));
        return alerts;
    }

    /** Forgets graphs that no link can belong to any more. */
    public void forget(Instant now) {
        var day = Times.day(Times.micros(now));
        graphs.keySet().removeIf(of -> of < day - 2);
    }

    private List<Alert> take(int day, Link link) {
        var graph = graphs.computeIfAbsent(day, first -> new Graph());
        if (graph.links++ >= MOST_LINKS) {
            return List.of();
        }
        var part = joined(graph, day, link);
        if (part.members.size() < least.members()
                || part.subjects.size() < least.subjects()
                || part.waysAround() < least.waysAround()) {
            return List.of();
        }
        var alerts = new ArrayList<Alert>();
        var openedByMany = part.openedByMany();
        for (var links : part.members.values()) {
            tell(graph, day, part, links, "joined", Effect.THROTTLE, alerts);
            var opened = links.stream()
                    .filter(one -> one.answered() && openedByMany.contains(one.subject()))
                    .count();
            if (opened >= DEEP) {
                tell(graph, day, part, links, "deep", Effect.SUSPEND, alerts);
            }
        }
        return alerts;
    }

    private void tell(
            Graph graph, int day, Part part, List<Link> links, String how, Effect effect, List<Alert> alerts) {
        var who = links.get(0);
        var episode = how + ' ' + day;
        if (!graph.told.add(Alert.idOf(ID, VERSION, who.requester(), episode))) {
            return;
        }
        var features = new TreeMap<String, Double>();
        features.put("accounts", (double) part.members.size());
        features.put("sharedPeople", (double) part.subjects.size());
        features.put("waysAround", (double) part.waysAround());
        alerts.add(new Verdict(
                        effect,
                        episode,
                        least.members(),
                        2 * Times.DAY,
                        links.stream()
                                .map(link -> new Seen(Times.micros(link.at()), link.record(), link.subject(), 0))
                                .sorted(Seen.BY_TIME)
                                .toList(),
                        features)
                .alert(ID, VERSION, new Alert.Requester(who.requester(), who.kind(), who.label()), part.incident));
    }

    private static Part joined(Graph graph, int day, Link link) {
        var part = part(graph, day, link);
        var links = part.members.computeIfAbsent(link.requester(), first -> new ArrayList<>(1));
        var known = links.stream()
                .filter(one -> one.subject() == link.subject())
                .findFirst()
                .orElse(null);
        if (known == null) {
            links.add(link);
            part.links++;
        } else if (link.answered() && !known.answered()) {
            links.set(links.indexOf(known), link);
        }
        part.subjects.add(link.subject());
        graph.ofRequester.put(link.requester(), part);
        graph.ofSubject.put(link.subject(), part);
        return part;
    }

    /** The one part that both ends of the link are in from now on. */
    private static Part part(Graph graph, int day, Link link) {
        var ofRequester = graph.ofRequester.get(link.requester());
        var ofSubject = graph.ofSubject.get(link.subject());
        if (ofRequester != null && ofSubject != null) {
            return ofRequester == ofSubject ? ofRequester : merged(graph, ofRequester, ofSubject);
        }
        if (ofRequester != null) {
            return ofRequester;
        }
        if (ofSubject != null) {
            return ofSubject;
        }
        var part = new Part();
        part.incident = Alert.idOf(ID, day, link.subject());
        return part;
    }

    private static Part merged(Graph graph, Part one, Part other) {
        var large = one.size() >= other.size() ? one : other;
        var small = large == one ? other : one;
        large.incident = one.incident.compareTo(other.incident) <= 0 ? one.incident : other.incident;
        small.members.forEach((requester, links) -> {
            large.members
                    .computeIfAbsent(requester, first -> new ArrayList<>(1))
                    .addAll(links);
            graph.ofRequester.put(requester, large);
        });
        large.links += small.links;
        small.subjects.forEach(subject -> {
            large.subjects.add(subject);
            graph.ofSubject.put(subject, large);
        });
        return large;
    }
}
