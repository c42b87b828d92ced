package org.vouch.audit.detection;

import java.util.List;

/** Every lens with its rules, as allowed by the settings. */
public final class Lenses {
    private final RequesterLens requester;
    private final SubjectLens subject;
    private final ProofLens proof;
    private final ProducerLens producer;

    public Lenses(Settings settings) {
        this.requester = new RequesterLens(settings);
        this.subject = new SubjectLens(settings);
        this.proof = new ProofLens(settings);
        this.producer = new ProducerLens(settings);
    }

    public List<Lens<?>> all() {
        return List.of(requester, subject, proof, producer);
    }

    /** The log's own key: whoever asked. */
    public Lens<?> byRequester() {
        return requester;
    }

    /** Those whose key is another than the log's. */
    public List<Lens<?>> byOthers() {
        return List.of(subject, proof);
    }

    ProducerLens producer() {
        return producer;
    }
}
