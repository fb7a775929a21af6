# Works out again every figure of the campaign's workbook from the responses one by one, and compares.
# Needs R and its package survey. Run it in the folder of the bundle:  Rscript analysis.R
#
# The design: respondent groups are strata; the units (schools) of a group are clusters; whoever has no unit is a cluster of
# his own, and so is everybody in a group that answered from one unit only. Weights stand for the people of the roster.
# No finite population correction.

suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "adjust")

TOLERANCE <- 1e-6
LEVEL <- 0.95

read <- function(name) {
  read.csv(name, fileEncoding = "UTF-8-BOM", encoding = "UTF-8", check.names = FALSE, stringsAsFactors = FALSE,
           na.strings = "", colClasses = if (name == "data.csv") TEXT_COLUMNS else NA)
}
# Codes may look like numbers; what is not named here is read as what it looks like.
TEXT_COLUMNS <- c(group = "character", unit = "character", stage = "character", street = "character",
                  educationGroup = "character", day = "character")
data <- read("data.csv")
items <- read("items.csv")
tables <- read("tables.csv")
for (column in c("group", "item")) tables[[column]] <- as.character(tables[[column]])
items$item <- as.character(items$item)

units_of <- tapply(data$unit_no, data$group, function(number) length(unique(number[number > 0])))
data$alone <- data$unit_no == 0 | units_of[data$group] == 1
data$one <- 1

# ---- one item in the terms of every item -------------------------------------------------------------------------------

# asked, missing, don't know, valid: logical per row; favourable, score: numeric, NA where there is no valid answer.
answers_to <- function(code) {
  item <- items[items$item == code, ]
  kind <- item$kind[1]
  answer <- data[[item$variable[1]]]
  asked <- !is.na(answer)
  missing <- asked & answer == item$no_answer[1]
  if (kind == "text") missing <- asked & answer == 0
  dont_know <- rep(FALSE, nrow(data))
  favourable <- score <- rep(NA_real_, nrow(data))
  if (kind == "single") {
    option <- match(answer, item$value)
    dont_know <- asked & !missing & item$missing[option] %in% 1
    valid <- asked & !missing & !dont_know
    if (any(item$favourable == 1)) favourable[valid] <- item$favourable[option[valid]]
    scored <- valid & !is.na(item$score[option])
    score[scored] <- item$score[option[scored]]
  } else if (kind == "multiple") {
    chosen <- as.matrix(data[item$variable]) == 1
    chosen[is.na(chosen)] <- FALSE
    any_valid <- rowSums(chosen[, item$missing == 0, drop = FALSE]) > 0
    dont_know <- asked & !missing & !any_valid
  } else if (kind == "numeric") {
    score[asked & !missing] <- answer[asked & !missing]
  }
  list(item = item, kind = kind, asked = asked, missing = missing, dont_know = dont_know,
       valid = asked & !missing & !dont_know, favourable = favourable, score = score)
}

# ---- estimates -----------------------------------------------------------------------------------------------------------

# Wilson's interval (1927) of `count` in `n`, with z or, for a survey of clusters, t.
wilson <- function(count, n, critical = qnorm((1 + LEVEL) / 2)) {
  centre <- count + critical^2 / 2
  half <- critical * sqrt(count * (n - count) / n + critical^2 / 4)
  c(lower = if (count <= 0) 0 else max(0, (centre - half) / (n + critical^2)),
    upper = if (count >= n) 1 else min(1, (centre + half) / (n + critical^2)))
}

designs <- list(
  plain = svydesign(ids = ~psu, strata = ~group, weights = ~one, data = data),
  weighted = svydesign(ids = ~psu, strata = ~group, weights = ~weight, data = data)
)

# A mean in a domain: the estimate, its variance by linearisation, and what there is to know of the domain.
domain_mean <- function(values, domain, which) {
  weight <- if (which == "plain") data$one else data$weight
  w <- weight[domain]
  y <- values[domain]
  n <- sum(domain)
  design <- designs[[which]]
  design$variables$y <- values
  part <- subset(design, domain)
  estimate <- svymean(~y, part)
  mean <- as.numeric(coef(estimate))
  spread <- if (n > 1) n / (n - 1) * sum(w * (y - mean)^2) / sum(w) else 0
  variance <- as.numeric(vcov(estimate))
  units <- unique(data$unit_no[domain])
  list(n = n, mean = mean, variance = variance, spread = spread,
       df = length(unique(data$psu[domain])) - length(unique(data$group[domain])),
       effective = sum(w)^2 / sum(w^2),
       effect = if (spread > 0) variance / (spread / n) else NA,
       within_unit = length(units) == 1 && units != 0,
       independent = all(data$alone[domain]) && length(unique(w)) == 1 && length(unique(data$group[domain])) == 1)
}

# Whether the domain tells how clusters differ.
by_design <- function(e) e$df >= 1 && !e$within_unit && !e$independent

# A share: Wilson's interval on the effective sample size with t (Dean & Pagano 2015); else on the answers as they are.
share_interval <- function(e) {
  p <- min(1, max(0, e$mean))
  if (!by_design(e)) return(c(wilson(p * e$effective, e$effective), effect = NA))
  size <- if (e$variance > 0) min(e$effective, p * (1 - p) / e$variance) else e$effective
  if (!(size > 0)) size <- e$effective
  c(wilson(p * size, size, qt((1 + LEVEL) / 2, e$df)), effect = e$effect)
}

# A mean: t on the design's standard error and degrees of freedom; else the simple t interval.
mean_interval <- function(e) {
  if (by_design(e) && (e$spread == 0 || e$variance > 1e-9 * e$spread / e$n))
    half <- qt((1 + LEVEL) / 2, e$df) * sqrt(e$variance)
  else if (e$n >= 2) half <- qt((1 + LEVEL) / 2, e$n - 1) * sqrt(e$spread / e$effective)
  else return(c(lower = NA, upper = NA))
  c(lower = e$mean - half, upper = e$mean + half)
}

# ---- the figures of one item of one group ----------------------------------------------------------------------------------

# value, lower and upper for every line of `wanted`.
figures <- function(code, group, wanted) {
  a <- answers_to(code)
  here <- data$group == group
  found <- data.frame(value = rep(NA_real_, nrow(wanted)), lower = NA_real_, upper = NA_real_)
  put <- function(lines, value, interval = NULL) {
    found$value[lines] <<- value
    if (!is.null(interval)) {
      found$lower[lines] <<- interval[["lower"]]
      found$upper[lines] <<- interval[["upper"]]
    }
  }
  total <- function(measure) wanted$row == 0 & wanted$measure == measure
  put(total("asked"), sum(a$asked & here))
  put(total("missing"), sum(a$missing & here))
  put(total("dont_know"), sum(a$dont_know & here))
  put(total("n"), sum(a$valid & here))
  for (line in which(total("option_count") | total("option_share"))) {
    option <- which(a$item$value == wanted$option[line])
    answer <- data[[a$item$variable[option]]]
    count <- sum(here & answer %in% (if (a$kind == "multiple") 1 else a$item$value[option]))
    base <- sum(here & (a$valid | (a$item$missing[option] == 1 & a$dont_know)))
    put(line, if (wanted$measure[line] == "option_count") count else count / base)
  }
  for (which in c("plain", "weighted")) {
    prefix <- if (which == "plain") "" else "weighted_"
    if (any(total(paste0(prefix, "favourable")))) {
      e <- domain_mean(a$favourable, here & !is.na(a$favourable), which)
      interval <- share_interval(e)
      put(total(paste0(prefix, "favourable")), e$mean, interval)
      put(total(paste0(prefix, "design_effect")), interval[["effect"]])
    }
    if (any(total(paste0(prefix, "mean")))) {
      e <- domain_mean(a$score, here & !is.na(a$score), which)
      put(total(paste0(prefix, "mean")), e$mean, mean_interval(e))
      if (which == "plain") put(total("sd"), sqrt(e$spread))
    }
  }
  schools <- wanted$row > 0
  if (any(schools)) {
    # Within one school there is nothing to tell how schools differ: answers are taken as independent.
    valid <- here & !is.na(a$favourable)
    number <- factor(data$unit_no[valid])
    n <- tapply(rep(1, sum(valid)), number, sum)
    satisfied <- tapply(a$favourable[valid], number, sum)
    for (line in which(schools)) {
      school <- as.character(wanted$row[line])
      if (wanted$measure[line] == "n") put(line, n[[school]])
      else put(line, satisfied[[school]] / n[[school]], wilson(satisfied[[school]], n[[school]]))
    }
    test <- which(total("test_statistic"))
    if (length(test) > 0) {
      # Of the schools whose share is published.
      shown <- as.character(wanted$row[schools & wanted$measure == "favourable"])
      counts <- cbind(satisfied[shown], n[shown] - satisfied[shown])
      chi <- suppressWarnings(chisq.test(counts, correct = FALSE))
      put(test, as.numeric(chi$statistic))
      put(total("cramers_v"), sqrt(as.numeric(chi$statistic) / (sum(counts) * (min(dim(counts)) - 1))))
      put(total("test_p_value"),
          if (wanted$method[test] == "fisherExact") fisher.test(counts)$p.value else chi$p.value)
    }
  }
  found
}

# ---- all of them, and how far they are from what was published ---------------------------------------------------------------

tables$again <- tables$again_lower <- tables$again_upper <- NA_real_
for (lines in split(seq_len(nrow(tables)), list(tables$group, tables$item), drop = TRUE)) {
  found <- figures(tables$item[lines[1]], tables$group[lines[1]], tables[lines, ])
  tables$again[lines] <- found$value
  tables$again_lower[lines] <- found$lower
  tables$again_upper[lines] <- found$upper
}

# Beyond the rounding of figures that were rounded before they were published. A figure without its counterpart differs infinitely.
difference <- function(published, again) {
  rounding <- ifelse(is.na(tables$decimals), 0, 0.5 * 10^-tables$decimals)
  apart <- pmax(0, abs(published - again) - rounding)
  apart[is.na(published)] <- 0
  apart[is.na(apart)] <- Inf
  apart
}
tables$difference <- pmax(difference(tables$value, tables$again), difference(tables$lower, tables$again_lower),
                          difference(tables$upper, tables$again_upper))
largest <- which.max(tables$difference)
cat(sprintf("%d figures worked out again; largest difference %.3g", nrow(tables), tables$difference[largest]),
    sprintf("(figure %d: %s of %s, %s)\n", tables$id[largest], tables$measure[largest], tables$item[largest],
            tables$group[largest]))
if (tables$difference[largest] > TOLERANCE) {
  print(utils::head(tables[order(-tables$difference), ], 20))
  stop("figures differ by more than ", TOLERANCE)
}
