package faketds

import "errors"

func (c *connection) run5(message) error { return errors.New("TDS 5.0") }
