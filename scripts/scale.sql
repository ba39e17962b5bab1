-- Questions about a job of many ranks, asked of the CSV files that
-- `memline export --format=csv --run=NAME --rank=N` wrote of each, where they
-- lie.  For DuckDB; the variable `files` is a path or a glob:
--
--     SET VARIABLE files = 'job/rank-*.csv';
--
-- A line that a rank does not have counts as 0 there.  Imbalance is how far the
-- worst rank is above the mean, in percent: 0 if all are alike.  Of several
-- worst ranks, the lowest is named.
--
-- SPDX-License-Identifier: GPL-2.0-or-later

CREATE OR REPLACE TEMP VIEW lines AS
SELECT * FROM read_csv(getvariable('files'), header = true, columns = {
  run: VARCHAR, rank: INTEGER, file: VARCHAR, function: VARCHAR, line: INTEGER,
  inlined_at: VARCHAR, mem_usage: BIGINT, increment: BIGINT,
  occurrences: BIGINT, peak: BIGINT, allocated: BIGINT, freed: BIGINT,
  allocs: BIGINT, frees: BIGINT, self_allocated: BIGINT, self_freed: BIGINT,
  self_allocs: BIGINT, self_frees: BIGINT, at_peak_bytes: BIGINT,
  at_peak_blocks: BIGINT, at_exit_bytes: BIGINT, at_exit_blocks: BIGINT});

-- The self figures of a rank's lines add up to its totals.
CREATE OR REPLACE TEMP VIEW ranks AS
SELECT run, rank, sum(self_allocated)::BIGINT AS allocated,
  sum(self_allocs)::BIGINT AS allocs, sum(at_peak_bytes)::BIGINT AS peak,
  sum(at_exit_bytes)::BIGINT AS at_exit
FROM lines GROUP BY run, rank;

CREATE OR REPLACE TEMP VIEW jobs AS
SELECT run, count(*) AS ranks FROM ranks GROUP BY run;

-- totals: the whole job, and how its ranks differ in their peaks
SELECT run, count(*) AS ranks, sum(allocated)::BIGINT AS allocated,
  sum(allocs)::BIGINT AS allocs, sum(at_exit)::BIGINT AS at_exit,
  max(peak) AS largest_peak, first(rank ORDER BY peak DESC, rank) AS worst_rank,
  round(avg(peak))::BIGINT AS mean_peak,
  round(100 * (max(peak) / avg(peak) - 1), 1) AS imbalance
FROM ranks GROUP BY run ORDER BY run;

-- ranks: those with the highest peaks
SELECT run, rank, peak, allocated, at_exit
FROM ranks ORDER BY peak DESC, run, rank LIMIT 10;

-- lines: the ten that have the most of each figure, over all ranks
WITH figures AS (
  UNPIVOT (SELECT run, rank, file, function, line, at_peak_bytes,
             at_exit_bytes, self_allocated FROM lines)
  ON at_peak_bytes, at_exit_bytes, self_allocated
  INTO NAME figure VALUE bytes)
SELECT figure, figures.run, sum(bytes)::BIGINT AS total, max(bytes) AS largest,
  first(rank ORDER BY bytes DESC, rank) AS worst_rank,
  round(sum(bytes) / any_value(ranks))::BIGINT AS mean,
  round(100 * (max(bytes) * any_value(ranks) / sum(bytes) - 1), 1) AS imbalance,
  line, file, function
FROM figures JOIN jobs ON figures.run IS NOT DISTINCT FROM jobs.run
WHERE bytes > 0
GROUP BY figure, figures.run, file, function, line
QUALIFY row_number() OVER (PARTITION BY figure, figures.run
  ORDER BY total DESC, file, line, function) <= 10
ORDER BY figure, figures.run, total DESC, file, line, function;
