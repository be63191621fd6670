# Least privilege for arn:aws:iam::111122223333:role/service/app, from the calls in its CloudTrail logs.
# Attaching it adds only: a role may do what any of its policies allows.
# Once it is tested, detach the managed policies and delete the inline policies that it replaces.

resource "aws_iam_policy" "role_app" {
  name        = "trailwright-role-app"
  description = "Least privilege from CloudTrail logs; attaching adds only"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "Ec2DescribeInstances"
        Effect = "Allow"
        Action = [
          "ec2:DescribeInstances",
        ]
        Resource = [
          "*",
        ]
      },
      {
        Sid    = "IamPassRoleWhenPassedToService"
        Effect = "Allow"
        Action = [
          "iam:PassRole",
        ]
        Resource = [
          "arn:aws:iam::111122223333:role/task",
        ]
        Condition = {
          StringEquals = {
            "iam:PassedToService" = [
              "ecs-tasks.amazonaws.com",
            ]
          }
        }
      },
      {
        Sid    = "S3GetObject"
        Effect = "Allow"
        Action = [
          "s3:GetObject",
        ]
        Resource = [
          "arn:aws:s3:::b/$${*}%%{if}/\"quoted\"\\$${$}{x}",
        ]
      },
      {
        Sid    = "S3PutObject"
        Effect = "Allow"
        Action = [
          "s3:PutObject",
        ]
        Resource = [
          "arn:aws:s3:::b/café",
        ]
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "role_app" {
  role       = "app"
  policy_arn = aws_iam_policy.role_app.arn
}
