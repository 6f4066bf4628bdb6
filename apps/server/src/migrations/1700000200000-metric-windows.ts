import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Metrics say their window as a kind instead of a number of days; RFM models come.
 * Encoded metric states are left as they are: readers of the former layout stay.
 */
export class MetricWindows1700000200000 implements MigrationInterface {
  name = 'MetricWindows1700000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE metrics SET definition = definition - 'windowDays' || jsonb_build_object('window',
        CASE WHEN definition -> 'windowDays' = 'null' THEN '{"kind":"lifetime"}'::jsonb
        ELSE jsonb_build_object('kind', 'rolling', 'amount', definition -> 'windowDays', 'unit', 'day') END)
      WHERE definition ? 'windowDays';
      CREATE TABLE rfm_models (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key text NOT NULL UNIQUE,
        -- name, the three metrics by key, and how the cut points are found
        definition jsonb NOT NULL,
        recency_cut float8,
        frequency_cut float8,
        monetary_cut float8,
        computed_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      -- not with computed_at alone: cut points that stay leave the catalog as it is
      CREATE TRIGGER bump AFTER INSERT OR DELETE OR UPDATE OF definition, recency_cut, frequency_cut, monetary_cut ON rfm_models
        FOR EACH STATEMENT EXECUTE FUNCTION bump_catalog_version();`);
  }

  /** Windows that the former release cannot say become lifetimes. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE rfm_models;
      UPDATE metrics SET definition = definition - 'window' || jsonb_build_object('windowDays',
        CASE WHEN definition #>> '{window,kind}' = 'rolling' AND definition #>> '{window,unit}' = 'day'
          THEN definition #> '{window,amount}' ELSE 'null'::jsonb END);`);
  }
}
