package org.vouch.audit.detection.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.vouch.audit.detection.Lens;
import org.vouch.audit.detection.Look;

/** The keys of several lenses in one topic and one store: the lens's name, a bar, and the lens's own key. */
final class Keys {
    private static final char BAR = '|';

    private final Map<String, Lens<?>> lenses = new LinkedHashMap<>();

    Keys(List<Lens<?>> lenses) {
        lenses.forEach(lens -> this.lenses.put(lens.name(), lens));
    }

    /** The look once for each lens that has a key for it. */
    List<KeyValue<String, Look>> of(Look look) {
        var keyed = new ArrayList<KeyValue<String, Look>>(2);
        for (var lens : lenses.values()) {
            lens.key(look).ifPresent(key -> keyed.add(KeyValue.pair(lens.name() + BAR + key, look)));
        }
        return keyed;
    }

    /** Whether it is a key of one of the lenses. */
    boolean knows(String key) {
        var bar = key.indexOf(BAR);
        return bar >= 0 && lenses.containsKey(key.substring(0, bar));
    }

    Lens<?> lensOf(String key) {
        var lens = lenses.get(key.substring(0, key.indexOf(BAR)));
        if (lens == null) {
            throw new IllegalArgumentException("a key of no lens");
        }
        return lens;
    }
}
