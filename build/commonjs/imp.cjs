/** Types alone: there is nothing to run. */
