import { afterAll, beforeAll, describe } from "vitest";
import { describeAdapter } from "../../adapter-suite/describe-adapter";
import { type MongoPlace, mongoUrl, openAdapter, openMongo } from "../../test-support/mongo/databases";
import type { Deployment } from "../../test-support/mongo/run";

const deployments: readonly Deployment[] = mongoUrl === undefined ? ["replica set", "standalone"] : ["replica set"];

for (const deployment of deployments) {
  const hasTransactions = deployment !== "standalone";
  describe(mongoUrl === undefined ? `a stand-in for MongoDB (${deployment})` : "MongoDB", () => {
    let place: MongoPlace;
    beforeAll(async () => {
      place = await openMongo(deployment);
    });
    afterAll(() => place.close());
    describeAdapter("MongoDB", async (options) => openAdapter(place, options), {
      numericIds: false,
      transactions: hasTransactions,
    });
  });
}
