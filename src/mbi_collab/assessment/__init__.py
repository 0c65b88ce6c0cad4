"""What the answers mean: levels, needs, priorities, the order, and why."""
