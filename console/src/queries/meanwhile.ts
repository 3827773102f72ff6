/** Somebody else has changed what a user was about to save. Nothing was sent. */
export class ChangedMeanwhile extends Error {
  constructor(means: string) {
    super(means);
    this.name = "Somebody else has changed this since you opened it";
  }
}
