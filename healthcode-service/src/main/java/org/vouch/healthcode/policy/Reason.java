package org.vouch.healthcode.policy;

import org.jspecify.annotations.Nullable;

/**
 * Why a colour is what it is, in words for the person.
 *
 * @param rule the rule's name in the policy
 * @param clears what would end it, null where there is nothing to end
 */
public record Reason(String rule, String text, @Nullable String clears) {}
