"""党建工作站: where the line works for a territory, who hosts and staffs it, and what was held there."""
