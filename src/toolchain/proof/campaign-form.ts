/**
 * Name and version of the form of campaign lists.
 *
 * @implements LLR-PRF-019
 */
export const campaignForm = 'ampel360-proof-campaign/1';
