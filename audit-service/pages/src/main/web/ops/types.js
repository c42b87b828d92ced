/**
 * What the service answers, as its contract has it; where the contract says that something may be null in words only, here.
 * @typedef {import('../kit/audit-api').components['schemas']} Schemas
 * @typedef {Omit<Schemas['Alert'], 'decision' | 'suspension'> & {decision: Schemas['AlertDecision'] | null, suspension: string | null}} Alert
 * @typedef {Omit<Schemas['Suspension'], 'until' | 'liftRequested' | 'lifted'> & {until: string | null, liftRequested: Schemas['LiftStep'] | null, lifted: Schemas['LiftStep'] | null}} Suspension
 * @typedef {Omit<Schemas['Shield'], 'ended'> & {ended: Schemas['ShieldEnded'] | null}} Shield
 * @typedef {Schemas['Incident']} Incident
 * @typedef {Omit<Schemas['ThresholdChange'], 'approved'> & {approved: Schemas['ThresholdApproval'] | null}} ThresholdChange
 * @typedef {Omit<Schemas['Threshold'], 'value'> & {value: number | null}} Threshold
 * @typedef {Omit<Schemas['Thresholds'], 'items' | 'values' | 'next'> & {items: ThresholdChange[], values: Threshold[], next: string | null}} Thresholds
 * @typedef {Omit<Schemas['OperationsStep'], 'entryDelaySeconds'> & {entryDelaySeconds: number | null}} Step
 * @typedef {Omit<Schemas['OperationsProducer'], 'heardAt'> & {heardAt: string | null}} Producer
 * @typedef {Omit<Schemas['Operations'], 'steps' | 'producers' | 'log'> & {steps: Step[], producers: Producer[], log: Omit<Schemas['OperationsLog'], 'publishedAt'> & {publishedAt: string | null}}} Operations
 */
export {};
