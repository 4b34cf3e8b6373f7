package io.storelens.operator.capacity;

import io.storelens.contract.store.WorkingHours;

/**
 * What is known of a store's customers beforehand.
 *
 * @param hours when it is open
 * @param customersPerDay customers expected on a day of opening; 0 where nothing is expected
 */
public record StoreDemand(WorkingHours hours, int customersPerDay) {}
