# Write multilevel.json: what R's multilevel says of its own documented examples and of small tables drawn at random.
#
# `Rscript freeze_multilevel.R` in this folder; on Debian the package is r-cran-multilevel. The examples are those of the
# help pages, eleven items of five points each: of ad.m on bhr2000, of which the help shows the first five groups, and of
# rwg.j on lq2002, of which it shows the first ten.
suppressMessages(library(multilevel))

POINTS <- 1:5
row_of <- function(numbers) paste0("[", paste(ifelse(is.na(numbers), "null", sprintf("%.17g", numbers)), collapse = ", "), "]")
counts_of <- function(ratings) paste0("[", paste(apply(ratings, 2, function(item) row_of(tabulate(item, 5))), collapse = ", "), "]")

case_of <- function(ratings) {
  group <- rep(1, nrow(ratings))
  each <- function(index) apply(ratings, 2, function(item) index(item, group)[1, 2])
  sprintf(
    '{"counts": %s, "ad": %s, "rwg": %s, "ad_scale": %.17g, "rwg_j": %.17g}',
    counts_of(ratings), row_of(each(ad.m)), row_of(each(rwg)), ad.m(ratings, group)[1, 2], rwg.j(ratings, group)[1, 2]
  )
}

data(bhr2000)
example <- lapply(1:5, function(group) as.matrix(bhr2000[bhr2000$GRP == group, 2:12]))
data(lq2002)
companies <- rwg.j(lq2002[, 3:13], lq2002$COMPID)[1:10, "grpid"]
leaders <- lapply(companies, function(company) as.matrix(lq2002[lq2002$COMPID == company, 3:13]))
set.seed(4, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
drawn <- lapply(1:60, function(at) {
  shape <- c(sample(2:12, 1), sample(2:6, 1))
  matrix(sample(POINTS, prod(shape), replace = TRUE, prob = runif(5)), shape[1], shape[2])
})
listed <- function(tables) paste(vapply(tables, case_of, ""), collapse = ",\n  ")
writeLines(
  sprintf(
    '{"peers": {"multilevel": "%s", "R": "%s.%s"},\n "example": [\n  %s],\n "leaders": [\n  %s],\n "drawn": [\n  %s]}',
    packageVersion("multilevel"), R.version$major, R.version$minor, listed(example), listed(leaders), listed(drawn)
  ),
  "multilevel.json"
)
