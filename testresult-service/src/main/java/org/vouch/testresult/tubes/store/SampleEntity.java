package org.vouch.testresult.tubes.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.testresult.tubes.Sample;

@Entity
@Table(name = "sample")
@IdClass(SampleEntity.Key.class)
class SampleEntity {
    @Id
    String tube;

    @Id
    UUID id;

    /** Null once the person is erased. */
    @Nullable
    UUID person;

    @Column(name = "sampled_at")
    Instant sampledAt;

    record Key(String tube, UUID id) implements Serializable {}

    protected SampleEntity() {}

    SampleEntity(Sample sample) {
        tube = sample.tube().value();
        id = sample.id();
        person = sample.person();
        sampledAt = sample.sampledAt();
    }
}
